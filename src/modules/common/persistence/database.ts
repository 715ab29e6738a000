import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { DataSource, type DataSourceOptions, type EntityManager, getMetadataArgsStorage } from 'typeorm';
import { migrations } from '../../../../migrations/index.js';
import { ConfigurationError, type Settings } from '../../../config/index.js';
import { type DatabaseTarget, databaseTarget } from './database-target.js';
import { SqliteLock } from './sqlite-lock.js';

/** Milliseconds that SQLite waits for a lock; short, because it blocks the event loop. */
const BUSY_TIMEOUT_MS = 250;
const POSTGRES_CONNECTIONS = 10;

/** Every entity that the loaded modules declare. */
const entities = () => getMetadataArgsStorage().tables.map(({ target }) => target) as Function[];

function sqliteOptions(file: string, synchronous: string, readonly: boolean): DataSourceOptions {
  const pragmas = ['journal_mode = WAL', `synchronous = ${synchronous}`, 'foreign_keys = ON'];
  return {
    type: 'better-sqlite3',
    database: file,
    readonly,
    timeout: BUSY_TIMEOUT_MS,
    entities: entities(),
    migrations: readonly ? [] : migrations,
    prepareDatabase: (connection: Sqlite.Database) => {
      if (!readonly) for (const pragma of pragmas) connection.pragma(pragma);
    },
  };
}

const postgresOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities: entities(),
  migrations,
  poolSize: POSTGRES_CONNECTIONS,
  connectTimeoutMS: 5000,
});

/** @throws ConfigurationError if there can be no such folder */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ConfigurationError([`DATABASE_URL names a file in ${folder}, which cannot be made: ${(error as Error).message}`]);
  }
}

/** @throws ConfigurationError if the database cannot be opened */
async function initialized(options: DataSourceOptions): Promise<DataSource> {
  try {
    return await new DataSource(options).initialize();
  } catch (error) {
    throw new ConfigurationError([`DATABASE_URL names a database that cannot be opened: ${(error as Error).message}`]);
  }
}

/** Any constant: platforms that start at once on one PostgreSQL migrate one after another. */
const MIGRATION_LOCK = 20_260_012;

async function migrateAlone(pool: DataSource): Promise<void> {
  const runner = pool.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await pool.runMigrations({ transaction: 'each' });
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await runner.release();
  }
}

/** The connections to the database: one that writes, used by the unit of work alone, and one for reads outside of it. */
export class Database {
  private constructor(
    readonly kind: DatabaseTarget['kind'],
    readonly writer: DataSource,
    private readonly reader: DataSource,
    private readonly release: () => void,
    /** Of a database that is gone when it is closed: what is kept outside of it belongs here, and goes with it. */
    readonly temporaryFolder?: string,
  ) {}

  /** Opens the database that the settings name and brings its schema up to date. */
  static async open(settings: Pick<Settings, 'databaseUrl' | 'sqliteSynchronous'>): Promise<Database> {
    const target = databaseTarget(settings.databaseUrl);
    if (target.kind === 'sqlite') return Database.openSqlite(target, settings.sqliteSynchronous);
    const pool = await initialized(postgresOptions(target.url));
    await migrateAlone(pool);
    return new Database('postgres', pool, pool, () => undefined);
  }

  private static async openSqlite({ file, temporaryFolder }: { file: string; temporaryFolder?: string }, synchronous: string): Promise<Database> {
    makeFolder(dirname(file));
    const lock = SqliteLock.take(file);
    const writer = await initialized(sqliteOptions(file, synchronous, false));
    await writer.runMigrations({ transaction: 'each' });
    const reader = await initialized(sqliteOptions(file, synchronous, true));
    const release = () => {
      lock.release();
      if (temporaryFolder !== undefined) rmSync(temporaryFolder, { recursive: true, force: true });
    };
    return new Database('sqlite', writer, reader, release, temporaryFolder);
  }

  /** Reads what has been committed, and never what a running unit of work has written. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return work(this.reader.manager);
  }

  /** Closes both connections, then gives the SQLite file free for others; a temporary one is removed with its folder. */
  async close(): Promise<void> {
    for (const source of new Set([this.reader, this.writer])) await source.destroy();
    this.release();
  }
}
