import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

const TABLE = 'termination';
const COLUMN = 'max_graceful_timeout';
const LARGEST_INTEGER = 2_147_483_647;

/** TypeORM would drop the column on PostgreSQL and add it again; SQLite cannot change a type, for which TypeORM copies the table. */
async function changeType(runner: QueryRunner, type: 'bigint' | 'integer'): Promise<void> {
  if (runner.connection.options.type === 'postgres') await runner.query(`ALTER TABLE ${TABLE} ALTER COLUMN ${COLUMN} TYPE ${type}`);
  else await runner.changeColumn(TABLE, COLUMN, new TableColumn({ name: COLUMN, type }));
}

/** MEC 011, 7.1.4.2 has 32 bits without a sign for it, an integer of PostgreSQL 31. */
export class AppSupportTerminationTime20261122000023 implements MigrationInterface {
  name = 'AppSupportTerminationTime20261122000023';

  async up(runner: QueryRunner): Promise<void> {
    await changeType(runner, 'bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE ${TABLE} SET ${COLUMN} = ${LARGEST_INTEGER} WHERE ${COLUMN} > ${LARGEST_INTEGER}`);
    await changeType(runner, 'integer');
  }
}
