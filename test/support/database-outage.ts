import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

const isSqlite = (databaseUrl: string) => databaseUrl.startsWith('sqlite:');
const openSqlite = (databaseUrl: string) => new Sqlite(databaseUrl.slice('sqlite:'.length));

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}

/** Runs a statement behind the platform's back. */
export async function executeSql(databaseUrl: string, statement: string): Promise<void> {
  if (isSqlite(databaseUrl)) return void openSqlite(databaseUrl).exec(statement).close();
  const client = await connect(databaseUrl);
  await client.query(statement);
  await client.end();
}

/** What is recorded of it, whatever the platform shows. */
export async function readSql(databaseUrl: string, statement: string): Promise<unknown[]> {
  if (isSqlite(databaseUrl)) {
    const database = openSqlite(databaseUrl);
    const rows = database.prepare(statement).all();
    database.close();
    return rows;
  }
  const client = await connect(databaseUrl);
  const { rows } = await client.query(statement);
  await client.end();
  return rows as unknown[];
}

async function whileSqliteIsLocked<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const holder = openSqlite(databaseUrl).exec('BEGIN IMMEDIATE');
  try {
    return await work();
  } finally {
    holder.exec('ROLLBACK').close();
  }
}

const END_WAITING = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Whoever waits for the lock loses the connection, as when the database server is shut down. */
async function whilePostgresEndsConnections<T>(databaseUrl: string, work: () => Promise<T>, table: string): Promise<T> {
  const [holder, administrator] = [await connect(databaseUrl), await connect(databaseUrl)];
  let settled = false;
  try {
    await holder.query('BEGIN');
    await holder.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    const result = work().finally(() => (settled = true));
    const endings = (async () => {
      for (; !settled; await pause(20)) await administrator.query(END_WAITING);
    })();
    return await result.finally(() => endings);
  } finally {
    await holder.end();
    await administrator.end();
  }
}

/**
 * Lets no write through while something is done: on SQLite because another connection holds the lock, on PostgreSQL because connections break.
 * @param table one that the writes need: nearly all of them record events
 */
export const withoutWrites = <T>(databaseUrl: string, work: () => Promise<T>, table = 'event'): Promise<T> =>
  isSqlite(databaseUrl) ? whileSqliteIsLocked(databaseUrl, work) : whilePostgresEndsConnections(databaseUrl, work, table);
