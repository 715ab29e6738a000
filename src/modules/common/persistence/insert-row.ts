import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import { sql } from './sql.js';

const statements = new WeakMap<EntityMetadata, string>();

function statementFor(metadata: EntityMetadata): string {
  const known = statements.get(metadata);
  if (known !== undefined) return known;
  const names = metadata.columns.map(({ databaseName }) => databaseName);
  const statement = `INSERT INTO ${metadata.tableName} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  statements.set(metadata, statement);
  return statement;
}

/** Inserts one row of an entity. TypeORM's insert() builds its statement anew each time, which costs more than running it. */
export async function insertRow<Row extends ObjectLiteral>(manager: EntityManager, entity: new () => Row, row: Row): Promise<void> {
  const { connection } = manager;
  const metadata = connection.getMetadata(entity);
  const values = metadata.columns.map((column) => connection.driver.preparePersistentValue(column.getEntityValue(row), column) as unknown);
  await sql(manager, statementFor(metadata), values);
}
