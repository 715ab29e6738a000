import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class HandoverAddress20261122000026 implements MigrationInterface {
  name = 'HandoverAddress20261122000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'handover_address',
        columns: [
          { name: 'base_station', type: 'text', isPrimary: true },
          { name: 'platform_id', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('handover_address');
  }
}
