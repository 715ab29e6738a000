import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class AppRulesRule20261121000005 implements MigrationInterface {
  name = 'AppRulesRule20261121000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'app_rule',
        columns: [
          { name: 'kind', type: 'text', isPrimary: true },
          { name: 'app_instance_id', type: 'text', isPrimary: true },
          { name: 'rule_id', type: 'text', isPrimary: true },
          { name: 'position', type: 'bigint' },
          { name: 'attributes', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('app_rule');
  }
}
