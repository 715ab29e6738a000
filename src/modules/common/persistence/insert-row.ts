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
  const metadata = manager.connection.getMetadata(entity);
  await sql(manager, statementFor(metadata), valuesOf(manager, metadata, row));
}

/** As `insertRow`, unless there is a row of the same key. Answers whether the row was inserted. */
export async function insertRowIfFree<Row extends ObjectLiteral>(manager: EntityManager, entity: new () => Row, row: Row): Promise<boolean> {
  const metadata = manager.connection.getMetadata(entity);
  const statement = `${statementFor(metadata)} ON CONFLICT DO NOTHING RETURNING 1 AS inserted`;
  return (await sql(manager, statement, valuesOf(manager, metadata, row))).length === 1;
}

/** As `insertRow`, in the place of the row of the same key if there is one. */
export async function replaceRow<Row extends ObjectLiteral>(manager: EntityManager, entity: new () => Row, row: Row): Promise<void> {
  const metadata = manager.connection.getMetadata(entity);
  const keys = metadata.primaryColumns.map(({ databaseName }) => databaseName);
  const others = metadata.nonVirtualColumns.map(({ databaseName }) => databaseName).filter((name) => !keys.includes(name));
  const replacement = others.map((name) => `${name} = excluded.${name}`).join(', ');
  await sql(manager, `${statementFor(metadata)} ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${replacement}`, valuesOf(manager, metadata, row));
}

const valuesOf = ({ connection }: EntityManager, { columns }: EntityMetadata, row: ObjectLiteral): unknown[] =>
  columns.map((column) => connection.driver.preparePersistentValue(column.getEntityValue(row), column) as unknown);
