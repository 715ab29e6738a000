import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const isInstalled = spawnSync('dig', ['-v']).error === undefined;
if (!isInstalled && process.env['CI'] === 'true') throw new Error('dig is missing (Debian: dnsutils).');
if (!isInstalled) console.warn('SKIPPED: what dig says of the DNS server, because dig is not installed (Debian: dnsutils).');

export const itWithDig = isInstalled ? it : it.skip;

/** What dig prints when it asks the DNS server. */
export async function dig(port: number, ...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('dig', ['@127.0.0.1', '-p', String(port), '+tries=1', '+time=8', ...words]);
  return stdout;
}
