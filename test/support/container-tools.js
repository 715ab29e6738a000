import { spawnSync } from 'node:child_process';

const isMissing = (name, args) => spawnSync(name, args).error !== undefined;

const PROGRAMS = { dockerd: ['--version'], containerd: ['--version'], runc: ['--version'], busybox: ['true'], ip: ['-V'], nsenter: ['--version'], setpriv: ['--version'], curl: ['--version'], tar: ['--version'] };

/** Why tests cannot start a Docker engine of their own; nothing if they can. */
export function containerToolsMissing() {
  if (process.platform !== 'linux') return 'a Docker engine of its own exists on Linux only';
  const missing = Object.entries(PROGRAMS).filter(([name, args]) => isMissing(name, args)).map(([name]) => name);
  if (missing.length) return `${missing.join(', ')} is not installed`;
  if (process.getuid() !== 0) return 'a Docker engine of its own needs root';
  const attempt = spawnSync('unshare', ['--net', 'true'], { encoding: 'utf8' });
  return attempt.status === 0 ? undefined : `this machine makes no network namespaces: ${attempt.stderr.trim()}`;
}

/** Why other tools for images cannot look at the library; nothing if they can. */
export const imageToolsMissing = () => (isMissing('skopeo', ['--version']) ? 'skopeo is not installed' : undefined);
