import { spawnSync } from 'node:child_process';

/** The browser of the machine: none is downloaded. */
export const CHROMIUM = 'chromium';

/** Why tests cannot look at pages in a browser; nothing if they can. */
export function browserMissing() {
  const { error, status, stderr } = spawnSync(CHROMIUM, ['--version'], { encoding: 'utf8' });
  if (error) return `${CHROMIUM} is not installed`;
  return status === 0 ? undefined : `${CHROMIUM} does not run: ${stderr.trim()}`;
}
