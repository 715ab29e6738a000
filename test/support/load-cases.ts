import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes one suite of all *.cases.ts in a folder. Jest loads every module anew for each suite, which takes longer than most cases do; hence
 * the cases of a folder share that, and nothing else: each file is a `describe` with a platform and a database of its own.
 */
export async function loadCases(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cases.ts'));
  for (const file of files.sort()) await import(join(folder, file));
}
