import type Sqlite from 'better-sqlite3';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';

const postgresSpelling = new Map<string, string>();

function numbered(statement: string): string {
  let spelling = postgresSpelling.get(statement);
  if (spelling === undefined) {
    let count = 0;
    spelling = statement.replace(/\?/g, () => `$${++count}`);
    postgresSpelling.set(statement, spelling);
  }
  return spelling;
}

const prepared = new WeakMap<Sqlite.Database, Map<string, Sqlite.Statement>>();

/** The connection of TypeORM's driver. */
export const sqliteHandle = ({ driver }: DataSource): Sqlite.Database => (driver as unknown as { databaseConnection: Sqlite.Database }).databaseConnection;

function statementOn(handle: Sqlite.Database, text: string): Sqlite.Statement {
  const statements = prepared.get(handle) ?? new Map<string, Sqlite.Statement>();
  prepared.set(handle, statements);
  const statement = statements.get(text) ?? handle.prepare(text);
  statements.set(text, statement);
  return statement;
}

/** Past TypeORM's query runner, whose bookkeeping costs more than such a statement does; fails as TypeORM fails. */
function onSqlite(handle: Sqlite.Database, text: string, values: unknown[]): unknown[] {
  try {
    const statement = statementOn(handle, text);
    if (statement.reader) return statement.all(...values);
    statement.run(...values);
    return [];
  } catch (error) {
    throw new QueryFailedError(text, values, error as Error);
  }
}

/** Runs a statement written with `?`, on either database; for what TypeORM's own methods cannot say, or say too slowly. */
export async function sql<Row>(manager: EntityManager, statement: string, values: unknown[] = []): Promise<Row[]> {
  const { connection } = manager;
  if (connection.options.type === 'postgres') return manager.query<Row[]>(numbered(statement), values);
  return onSqlite(sqliteHandle(connection), statement, values) as Row[];
}
