import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

export class AppInstanceState20261121000004 implements MigrationInterface {
  name = 'AppInstanceState20261121000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('app_instance', new TableColumn({ name: 'state', type: 'text', default: "'INSTANTIATED'" }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('app_instance', 'state');
  }
}
