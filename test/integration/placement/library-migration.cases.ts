import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { Database } from '../../../src/modules/common/persistence/index.js';
import { cleanUp } from '../../support/clean-up.js';
import { newDatabase } from '../../support/process.js';

const NAME = 'PlacementLibrary20261122000041';
const IMAGE = `INSERT INTO placement_image (digest, config_digest, architecture, os, size_bytes, blobs, stored_at) VALUES ('sha256:a', 'sha256:b', 'amd64', 'linux', 1, '[]', 1)`;

/** The library's folder after the migration of a database that was filled so before. */
async function folderAfter(...filling: string[]): Promise<string> {
  const url = await newDatabase();
  const connection = url.startsWith('sqlite:') ? { type: 'better-sqlite3' as const, database: url.slice('sqlite:'.length) } : { type: 'postgres' as const, url };
  const earlier = migrations.slice(0, migrations.findIndex(({ name }) => name === NAME));
  const source = await new DataSource({ ...connection, migrations: earlier }).initialize();
  await source.runMigrations({ transaction: 'each' });
  for (const statement of filling) await source.query(statement);
  await source.destroy();
  const database = await Database.open({ databaseUrl: url, sqliteSynchronous: 'NORMAL' });
  cleanUp(() => database.close());
  const [row] = await database.read((manager) => manager.query<{ folder: string }[]>('SELECT folder FROM placement_library'));
  return row!.folder;
}

describe('the folder of the library', () => {
  it('stays where it was if the database has images already', async () => {
    expect(await folderAfter(IMAGE)).toBe('library');
  });

  it('is the own one of each new database', async () => {
    const folders = [await folderAfter(), await folderAfter()];
    for (const folder of folders) expect(folder).toMatch(/^library-[0-9a-f]{8}$/);
    expect(new Set(folders).size).toBe(2);
  });
});
