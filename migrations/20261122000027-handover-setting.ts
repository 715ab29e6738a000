import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class HandoverSetting20261122000027 implements MigrationInterface {
  name = 'HandoverSetting20261122000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'handover_setting',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'detection', type: 'text', isNullable: true },
          { name: 'callback_token', type: 'text', isNullable: true },
          { name: 'subscriptions', type: 'text', isNullable: true },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('handover_setting');
  }
}
