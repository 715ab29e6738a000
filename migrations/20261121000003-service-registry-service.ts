import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class ServiceRegistryService20261121000003 implements MigrationInterface {
  name = 'ServiceRegistryService20261121000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'service',
        columns: [
          { name: 'ser_instance_id', type: 'text', isPrimary: true },
          { name: 'app_instance_id', type: 'text' },
          { name: 'attributes', type: 'text' },
          { name: 'liveness', type: 'text', isNullable: true },
          { name: 'heartbeat_due_at', type: 'bigint', isNullable: true },
          { name: 'registered_at', type: 'bigint' },
        ],
        indices: [
          { name: 'service_of_app_instance', columnNames: ['app_instance_id'] },
          { name: 'service_heartbeat_due', columnNames: ['heartbeat_due_at'], where: 'heartbeat_due_at IS NOT NULL' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('service');
  }
}
