import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class AppInstanceTable20261121000001 implements MigrationInterface {
  name = 'AppInstanceTable20261121000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'app_instance',
        columns: [
          { name: 'app_instance_id', type: 'text', isPrimary: true },
          { name: 'app_name', type: 'text' },
          { name: 'origin', type: 'text' },
          { name: 'created_at', type: 'bigint' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('app_instance');
  }
}
