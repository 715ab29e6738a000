import { spawnSync } from 'node:child_process';

const run = (program, ...args) => spawnSync(program, args, { encoding: 'utf8' });

/** The browser of the machine, for none is downloaded; or why tests cannot look at pages in one. */
export function browser() {
  const path = run('which', 'chromium').stdout?.trim();
  if (!path) return { reason: 'chromium is not installed' };
  const { status, stderr } = run(path, '--version');
  return status === 0 ? { path } : { reason: `chromium does not run: ${stderr.trim()}` };
}
