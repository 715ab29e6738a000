import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class RanNetworkAndResource20261122000001 implements MigrationInterface {
  name = 'RanNetworkAndResource20261122000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'ran_network',
        columns: [
          { name: 'id', type: 'text', isPrimary: true },
          { name: 'epoch', type: 'bigint' },
          { name: 'time', type: 'bigint' },
          { name: 'state', type: 'text' },
          { name: 'schedule', type: 'text' },
          { name: 'clock', type: 'text' },
          { name: 'title', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'ran_resource',
        columns: [
          { name: 'kind', type: 'text', isPrimary: true },
          { name: 'id', type: 'text', isPrimary: true },
          { name: 'position', type: 'bigint' },
          { name: 'document', type: 'text' },
          { name: 'state', type: 'text', isNullable: true },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('ran_resource');
    await runner.dropTable('ran_network');
  }
}
