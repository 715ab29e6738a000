import { randomUUID } from 'node:crypto';
import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Letters of the id that tells the library folders of several databases apart. */
const ID_LENGTH = 8;

/** Where all libraries were before; what a database has there stays. */
const FORMER_FOLDER = 'library';

async function hasLibrary(runner: QueryRunner): Promise<boolean> {
  const kept = await Promise.all(['placement_image', 'placement_file'].map((table): Promise<unknown[]> => runner.query(`SELECT 1 FROM ${table} LIMIT 1`)));
  return kept.some((rows) => rows.length > 0);
}

export class PlacementLibrary20261122000041 implements MigrationInterface {
  name = 'PlacementLibrary20261122000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(new Table({ name: 'placement_library', columns: [{ name: 'folder', type: 'text', isPrimary: true }] }));
    const folder = (await hasLibrary(runner)) ? FORMER_FOLDER : `library-${randomUUID().slice(0, ID_LENGTH)}`;
    await runner.query(`INSERT INTO placement_library (folder) VALUES ('${folder}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('placement_library');
  }
}
