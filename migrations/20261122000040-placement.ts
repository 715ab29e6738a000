import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const text = (name: string) => ({ name, type: 'text' });
const key = (name: string) => ({ ...text(name), isPrimary: true });
const optional = (name: string) => ({ ...text(name), isNullable: true });
const long = (name: string) => ({ name, type: 'bigint' });
const optionalLong = (name: string) => ({ ...long(name), isNullable: true });
const integer = (name: string) => ({ name, type: 'integer' });
const boolean = (name: string) => ({ name, type: 'boolean' });
const index = (name: string, ...columnNames: string[]) => ({ name, columnNames });
const unique = (name: string, ...columnNames: string[]) => ({ ...index(name, ...columnNames), isUnique: true });

const TABLES = [
  { name: 'placement_cloud', columns: [key('cloud_id'), text('content'), boolean('removing'), optionalLong('removing_since')] },
  {
    name: 'placement_link',
    columns: [key('link_id'), text('one'), text('other'), { name: 'distance', type: 'double precision' }],
    indices: [unique('placement_link_of_clouds', 'one', 'other')],
  },
  { name: 'placement_area', columns: [key('area_id'), text('content')] },
  { name: 'placement_policy', columns: [{ ...integer('id'), isPrimary: true }, text('content')] },
  {
    name: 'placement_image',
    columns: [key('digest'), text('config_digest'), text('architecture'), text('os'), long('size_bytes'), text('blobs'), long('stored_at')],
  },
  {
    name: 'placement_image_name',
    columns: [key('repository'), key('tag'), text('digest')],
    indices: [index('placement_image_name_of_image', 'digest')],
  },
  {
    name: 'placement_application',
    columns: [key('application_id'), text('app_name'), text('content'), text('pins'), text('artefacts'), boolean('removing')],
    indices: [unique('placement_application_name', 'app_name')],
  },
  { name: 'placement_file', columns: [key('application_id'), key('file_name'), text('digest'), long('size_bytes')] },
  { name: 'placement_artefact', columns: [key('digest'), text('application_id'), text('type'), text('content')] },
  {
    name: 'placement_user',
    columns: [
      ...[key('application_id'), key('user_id'), optional('associate_id'), optional('ue_key'), optional('place'), text('areas'), optional('first_cloud')],
      ...[optional('previous_cloud'), optional('served_by'), optional('rule_at'), optionalLong('outside_since'), optional('last_move')],
    ],
    indices: [unique('placement_user_of_ue', 'application_id', 'ue_key')],
  },
  {
    name: 'placement_deployment',
    columns: [
      ...[key('deployment_id'), text('application_id'), text('cloud_id'), text('artefact'), text('needs'), text('state'), optional('address'), optional('ports')],
      ...[optionalLong('unused_since'), long('since'), long('position'), optional('occupies')],
    ],
    indices: [unique('placement_deployment_occupies', 'occupies')],
  },
  { name: 'placement_reference', columns: [key('application_id'), key('user_id'), key('deployment_id'), text('role')] },
  { name: 'placement_port', columns: [key('scope'), key('protocol'), { ...integer('host_port'), isPrimary: true }, text('deployment_id')] },
  {
    name: 'placement_task',
    columns: [
      ...[key('task_id'), text('action'), text('application_id'), text('cloud_id'), text('deployment_id'), text('cause'), optional('user_id'), text('state')],
      ...[text('step'), integer('tries'), optionalLong('next_try_at'), optional('reason'), optional('detail'), long('created_at'), optionalLong('ended_at')],
      ...[long('position'), optional('occupies')],
    ],
    indices: [unique('placement_task_occupies', 'occupies')],
  },
];

export class Placement20261122000040 implements MigrationInterface {
  name = 'Placement20261122000040';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(new Table(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES.toReversed()) await runner.dropTable(name);
  }
}
