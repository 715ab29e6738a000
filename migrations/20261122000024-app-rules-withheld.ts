import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

export class AppRulesWithheld20261122000024 implements MigrationInterface {
  name = 'AppRulesWithheld20261122000024';

  async up(runner: QueryRunner): Promise<void> {
    // Each as TypeORM writes the entity's default.
    const no = runner.connection.options.type === 'postgres' ? 'false' : 0;
    await runner.addColumn('app_rule', new TableColumn({ name: 'withheld', type: 'boolean', default: no }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('app_rule', 'withheld');
  }
}
