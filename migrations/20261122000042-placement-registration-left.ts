import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

export class PlacementRegistrationLeft20261122000042 implements MigrationInterface {
  name = 'PlacementRegistrationLeft20261122000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('placement_task', new TableColumn({ name: 'registration_left', type: 'text', isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('placement_task', 'registration_left');
  }
}
