import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class GrantingGrant20261122000021 implements MigrationInterface {
  name = 'GrantingGrant20261122000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'resource_grant',
        columns: [
          { name: 'grant_id', type: 'text', isPrimary: true },
          { name: 'app_instance_id', type: 'text' },
          { name: 'app_lcm_op_occ_id', type: 'text' },
          { name: 'operation', type: 'text' },
          { name: 'state', type: 'text' },
          { name: 'shown', type: 'text' },
          { name: 'needs', type: 'text' },
          { name: 'keeps', type: 'text' },
          { name: 'holds', type: 'boolean' },
          { name: 'rejection', type: 'text', isNullable: true },
          { name: 'expires_at', type: 'bigint', isNullable: true },
        ],
        indices: [
          { name: 'resource_grant_of_operation', columnNames: ['app_lcm_op_occ_id'], isUnique: true },
          { name: 'resource_grant_of_app_instance', columnNames: ['app_instance_id'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('resource_grant');
  }
}
