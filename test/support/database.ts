import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Database } from '../../src/modules/common/persistence/index.js';

declare global {
  /** Set by jest.config.js: the database on which this run of the suite stands. */
  var DATABASE: 'sqlite' | 'postgres';
}

export interface TestDatabase {
  /** For DATABASE_URL. */
  url: string;
  remove(): Promise<void>;
}

async function migrate(databaseUrl: string): Promise<void> {
  const database = await Database.open({ databaseUrl, sqliteSynchronous: 'NORMAL' });
  await database.close();
}

function sqliteDatabase(content?: Buffer): TestDatabase {
  const folder = mkdtempSync(join(process.env['TEST_DATABASES']!, 'openmep-test-'));
  const file = join(folder, 'openmep.sqlite');
  if (content) writeFileSync(file, content);
  return { url: `sqlite:${file}`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

const urlOf = (name: string): string => `${process.env['TEST_POSTGRES_URL']}/${name}`;

async function administrate<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Any constant. */
const TEMPLATE_LOCK = 1;

/** Copies of files cost less than pages through the log. */
const copied = (name: string, template: string) => `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`;

/** The first suite of the run that asks makes the template; the others wait for it. */
async function makeTemplate(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'migrated'");
  if (rowCount !== 0) return;
  await client.query(copied('unfinished', 'template0'));
  await migrate(urlOf('unfinished'));
  await client.query('ALTER DATABASE unfinished RENAME TO migrated');
}

async function postgresDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administrate((client) => client.query(copied(name, template)));
  return { url: urlOf(name), remove: async () => void (await administrate((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))) };
}

async function migratedContent(): Promise<Buffer> {
  const empty = sqliteDatabase();
  await migrate(empty.url);
  const content = readFileSync(empty.url.slice('sqlite:'.length));
  await empty.remove();
  return content;
}

let content: Promise<Buffer> | undefined;
let template: Promise<void> | undefined;

/** A database of its own as a platform leaves it that has just begun with an empty one, on the kind of database that this run is for. The migrations take longer than most tests. */
export async function createDatabase(): Promise<TestDatabase> {
  if (globalThis.DATABASE !== 'postgres') return sqliteDatabase(await (content ??= migratedContent()));
  await (template ??= administrate(makeTemplate));
  return postgresDatabase('migrated');
}

/** One without tables. */
export const createEmptyDatabase = async (): Promise<TestDatabase> => (globalThis.DATABASE === 'postgres' ? postgresDatabase('template0') : sqliteDatabase());
