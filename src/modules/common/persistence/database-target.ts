import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** Where the state is kept, from DATABASE_URL. */
export type DatabaseTarget =
  | { kind: 'sqlite'; file: string; temporaryFolder?: string }
  | { kind: 'postgres'; url: string };

/** `sqlite::memory:` is a file in a folder that is removed at the end, since a second connection cannot share memory. */
export function databaseTarget(url: string): DatabaseTarget {
  if (!url.startsWith('sqlite:')) return { kind: 'postgres', url };
  const file = url.slice('sqlite:'.length);
  if (file !== ':memory:') return { kind: 'sqlite', file };
  const temporaryFolder = join(tmpdir(), `openmep-${randomUUID()}`);
  return { kind: 'sqlite', file: join(temporaryFolder, 'openmep.sqlite'), temporaryFolder };
}
