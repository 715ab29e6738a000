import { spawnSync } from 'node:child_process';

const PROGRAMS = { ip: ['-V'], nft: ['--version'], conntrack: ['--version'], curl: ['--version'], dig: ['-v'], python3: ['--version'] };

/** Why tests cannot make network namespaces and send packets through them; nothing if they can. */
export function networkToolsMissing() {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  const missing = Object.entries(PROGRAMS).filter(([name, args]) => spawnSync(name, args).error).map(([name]) => name);
  if (missing.length) return `${missing.join(', ')} is not installed`;
  if (process.getuid() !== 0) return 'network namespaces need root';
  const attempt = spawnSync('unshare', ['--net', 'true'], { encoding: 'utf8' });
  return attempt.status === 0 ? undefined : `this machine makes no network namespaces: ${attempt.stderr.trim()}`;
}
