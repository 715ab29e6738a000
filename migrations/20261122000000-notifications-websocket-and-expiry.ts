import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

const text = (name: string, isNullable: boolean) => new TableColumn({ name, type: 'text', isNullable });
const INDEX = 'subscription_expires';

export class NotificationsWebsocketAndExpiry20261122000000 implements MigrationInterface {
  name = 'NotificationsWebsocketAndExpiry20261122000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.changeColumn('subscription', 'app_instance_id', text('app_instance_id', true));
    await runner.changeColumn('subscription', 'callback_reference', text('callback_reference', true));
    await runner.addColumns('subscription', [
      text('websocket_token', true),
      new TableColumn({ name: 'expires_at', type: 'bigint', isNullable: true }),
      new TableColumn({ name: 'beginning', type: 'bigint', default: 0 }),
      new TableColumn({ name: 'expiry_seq', type: 'bigint', isNullable: true }),
    ]);
    await runner.query('UPDATE subscription SET beginning = position');
    await runner.createIndex('subscription', new TableIndex({ name: INDEX, columnNames: ['expires_at'] }));
    await runner.createTable(
      new Table({
        name: 'subscription_revision',
        columns: [
          { name: 'subscription_id', type: 'text', isPrimary: true },
          { name: 'until_seq', type: 'bigint', isPrimary: true },
          { name: 'document', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('subscription_revision');
    await runner.dropIndex('subscription', INDEX);
    await runner.dropColumns('subscription', ['websocket_token', 'expires_at', 'beginning', 'expiry_seq']);
    // The former schema knows no such subscriptions.
    await runner.query('DELETE FROM subscription WHERE app_instance_id IS NULL OR callback_reference IS NULL');
    await runner.changeColumn('subscription', 'app_instance_id', text('app_instance_id', false));
    await runner.changeColumn('subscription', 'callback_reference', text('callback_reference', false));
  }
}
