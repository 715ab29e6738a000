import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class AppSupportRegistrationAndTermination20261121000006 implements MigrationInterface {
  name = 'AppSupportRegistrationAndTermination20261121000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'registration',
        columns: [
          { name: 'app_instance_id', type: 'text', isPrimary: true },
          { name: 'app_info', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'termination',
        columns: [
          { name: 'app_instance_id', type: 'text', isPrimary: true },
          { name: 'operation_action', type: 'text' },
          { name: 'max_graceful_timeout', type: 'integer' },
          { name: 'due_at', type: 'bigint' },
        ],
        indices: [{ name: 'termination_due', columnNames: ['due_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('termination');
    await runner.dropTable('registration');
  }
}
