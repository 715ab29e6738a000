import { hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where platforms on this database keep their files; made when there is something to keep. */
export const dataFolderOf = (databaseUrl: string): string => join(tmpdir(), `openmep-data-${hash('sha1', databaseUrl)}`);

/** The image library of the one platform that keeps its files there. */
export function libraryFolderIn(dataFolder: string): string {
  const [name, ...others] = readdirSync(dataFolder).filter((entry) => entry.startsWith('library-'));
  if (name === undefined || others.length > 0) throw new Error(`${dataFolder} has ${others.length + (name === undefined ? 0 : 1)} libraries.`);
  return join(dataFolder, name);
}
