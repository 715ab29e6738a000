import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

declare global {
  /** Set by jest.config.js: the database on which this run of the suite stands. */
  var DATABASE: 'sqlite' | 'postgres';
}

export interface TestDatabase {
  /** For DATABASE_URL. */
  url: string;
  remove(): Promise<void>;
}

function sqliteDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'openmep-test-'));
  return { url: `sqlite:${join(folder, 'openmep.sqlite')}`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function administrate(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${process.env['TEST_POSTGRES_URL']}/postgres` });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function postgresDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administrate(`CREATE DATABASE ${name}`);
  return {
    url: `${process.env['TEST_POSTGRES_URL']}/${name}`,
    remove: () => administrate(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** An empty database of its own, on the kind of database that this run is for. */
export const createDatabase = async (): Promise<TestDatabase> => (globalThis.DATABASE === 'postgres' ? postgresDatabase() : sqliteDatabase());
