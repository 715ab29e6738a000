import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const text = (name: string) => ({ name, type: 'text' });
const optionalText = (name: string) => ({ name, type: 'text', isNullable: true });

export class AppLifecycleInstanceAndOperation20261122000022 implements MigrationInterface {
  name = 'AppLifecycleInstanceAndOperation20261122000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'lifecycle_instance',
        columns: [
          { ...text('app_instance_id'), isPrimary: true },
          text('app_pkg_id'),
          text('state'),
          text('description'),
          optionalText('vim_connection_info'),
          text('addresses'),
          { name: 'created_at', type: 'bigint' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'lifecycle_operation',
        columns: [
          { ...text('app_lcm_op_occ_id'), isPrimary: true },
          text('app_instance_id'),
          optionalText('occupies'),
          text('lcm_operation'),
          text('operation_state'),
          { name: 'step', type: 'integer' },
          text('params'),
          text('findings'),
          optionalText('cancellation'),
          optionalText('error'),
          { name: 'started_at', type: 'bigint' },
          { name: 'state_entered_at', type: 'bigint' },
        ],
        indices: [
          { name: 'lifecycle_operation_of_app_instance', columnNames: ['app_instance_id'] },
          { name: 'lifecycle_operation_occupying', columnNames: ['occupies'], isUnique: true },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('lifecycle_operation');
    await runner.dropTable('lifecycle_instance');
  }
}
