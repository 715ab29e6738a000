import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const text = (name: string) => ({ name, type: 'text' });
const key = (name: string) => ({ ...text(name), isPrimary: true });
const long = (name: string) => ({ name, type: 'bigint' });

export class HandoverHandover20261122000028 implements MigrationInterface {
  name = 'HandoverHandover20261122000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(new Table({ name: 'handover', columns: [key('handover_id'), text('role'), text('state'), long('started_at'), text('content')] }));
    await runner.createTable(new Table({ name: 'handover_epoch', columns: [key('ue_key'), long('epoch')] }));
    const guest = [key('app_instance_id'), key('traffic_rule_id'), text('home_platform_id'), text('home_app_instance_id'), text('home_rule_id')];
    await runner.createTable(new Table({ name: 'handover_guest', columns: guest }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['handover_guest', 'handover_epoch', 'handover']) await runner.dropTable(table);
  }
}
