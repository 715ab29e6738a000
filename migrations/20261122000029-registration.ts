import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const text = (name: string) => ({ name, type: 'text' });
const key = (name: string) => ({ ...text(name), isPrimary: true });
const optional = (name: string) => ({ ...text(name), isNullable: true });
const long = (name: string) => ({ name, type: 'bigint' });
const index = (name: string, ...columnNames: string[]) => ({ name, columnNames });

const TABLES = [
  { name: 'registration_network', columns: [key('network_id'), optional('title'), text('network')] },
  {
    name: 'registration_gnb',
    columns: [key('network_id'), key('gnb_id'), text('node')],
    indices: [index('registration_gnb_of_node', 'node')],
  },
  {
    name: 'registration_ue',
    columns: [key('network_id'), key('ue_id'), text('supi'), optional('guti'), text('ue')],
    indices: [index('registration_ue_of_supi', 'supi'), index('registration_ue_of_guti', 'guti')],
  },
  {
    name: 'registration_run',
    columns: [
      ...[key('run_id'), text('network_id'), long('position'), text('ue_id'), text('begun_by'), text('state'), optional('outcome')],
      ...[text('run'), optional('network_digest'), optional('subscriptions'), optional('ue')],
    ],
    indices: [
      ...[index('registration_run_of_network', 'network_id', 'position'), index('registration_run_of_state', 'state', 'position')],
      ...[index('registration_run_position', 'position'), index('registration_run_of_digest', 'network_digest')],
    ],
  },
  { name: 'registration_run_network', columns: [key('network_id'), key('digest'), text('network')] },
  { name: 'registration_trace', columns: [key('run_id'), text('attempts'), optional('trace')] },
  { name: 'registration_cursor', columns: [key('id'), long('seq')] },
];

export class Registration20261122000029 implements MigrationInterface {
  name = 'Registration20261122000029';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(new Table(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES.toReversed()) await runner.dropTable(name);
  }
}
