import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The identity of the platform and the log of changes. */
export class CommonPlatformAndEvent20261121000000 implements MigrationInterface {
  name = 'CommonPlatformAndEvent20261121000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'platform',
        columns: [{ name: 'platform_id', type: 'text', isPrimary: true }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'event',
        columns: [
          { name: 'seq', type: 'bigint', isPrimary: true },
          { name: 'topic', type: 'text' },
          { name: 'payload', type: 'text' },
          { name: 'recorded_at', type: 'bigint' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('event');
    await runner.dropTable('platform');
  }
}
