import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class NotificationsSubscription20261121000002 implements MigrationInterface {
  name = 'NotificationsSubscription20261121000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'subscription',
        columns: [
          { name: 'subscription_id', type: 'text', isPrimary: true },
          { name: 'subscription_type', type: 'text' },
          { name: 'app_instance_id', type: 'text' },
          { name: 'callback_reference', type: 'text' },
          { name: 'document', type: 'text' },
          { name: 'created_at', type: 'bigint' },
          { name: 'position', type: 'bigint' },
        ],
        indices: [{ name: 'subscription_of_app_instance', columnNames: ['app_instance_id'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('subscription');
  }
}
