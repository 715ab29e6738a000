import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { openMechanisms } from '../support/mechanisms.js';

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  postgres: "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
};
/** TypeORM's own notes. */
const NOTES = ['migrations', 'typeorm_metadata'];

function optionsFor(url: string): DataSourceOptions {
  if (url.startsWith('sqlite:')) return { type: 'better-sqlite3', database: url.slice('sqlite:'.length) };
  return { type: 'postgres', url };
}

async function tableNames(runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query(TABLES[globalThis.DATABASE])) as { name: string }[];
  return rows.map(({ name }) => name).filter((name) => !NOTES.includes(name)).sort();
}

const isNumeric = (type: string) => /int|numeric|real|double|decimal|float/i.test(type);

/** One row with something in every column, made from what the database says of them. */
async function seed(runner: QueryRunner, tableName: string): Promise<void> {
  const table = await runner.getTable(tableName);
  const columns = table!.columns.filter(({ isGenerated }) => !isGenerated);
  const values = columns.map(({ type }) => (isNumeric(type) ? 1 : /bool/i.test(type) ? 'true' : "'{}'"));
  const names = columns.map(({ name }) => `"${name}"`);
  await runner.query(`INSERT INTO "${tableName}" (${names.join(', ')}) VALUES (${values.join(', ')})`);
}

const countOf = async (runner: QueryRunner, table: string) => {
  const [row] = (await runner.query(`SELECT count(*) AS count FROM "${table}"`)) as { count: number | string }[];
  return Number(row!.count);
};

/** What the database says of a table, as far as a migration decides it. */
async function shapeOf(runner: QueryRunner, name: string): Promise<unknown> {
  const table = await runner.getTable(name);
  return {
    columns: table!.columns.map(({ name: column, type, isNullable, isPrimary, default: value }) => ({ column, type, isNullable, isPrimary, value })),
    indices: table!.indices.map(({ name: index, columnNames, isUnique, where }) => ({ index, columnNames, isUnique, where })),
  };
}

const countsOf = async (runner: QueryRunner, tables: string[]) => Promise.all(tables.map((table) => countOf(runner, table)));

const shapes = async (runner: QueryRunner) => Promise.all((await tableNames(runner)).map((name) => shapeOf(runner, name)));

describe.each(migrations.map((migration, index) => [migration.name, index] as const))('migration %s', (_name, index) => {
  let database: TestDatabase;
  let source: DataSource;
  let runner: QueryRunner;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    source = await new DataSource({ ...optionsFor(database.url), migrations: migrations.slice(0, index + 1) }).initialize();
    runner = source.createQueryRunner();
  });

  afterAll(async () => {
    await runner.release();
    await source.destroy();
    await database.remove();
  });

  const migration = () => new migrations[index]!();

  it('goes up, down and up again, with rows in the tables', async () => {
    for (const earlier of migrations.slice(0, index)) await new earlier().up(runner);
    const tablesBefore = await tableNames(runner);
    for (const table of tablesBefore) await seed(runner, table);
    const rowsBefore = await countsOf(runner, tablesBefore);
    const before = await shapes(runner);

    await migration().up(runner);
    const made = (await tableNames(runner)).filter((table) => !tablesBefore.includes(table));
    const rowsMade = await countsOf(runner, made);
    for (const table of made) await seed(runner, table);
    const after = await shapes(runner);

    await migration().down(runner);
    expect(await shapes(runner)).toEqual(before);
    expect(await countsOf(runner, tablesBefore)).toEqual(rowsBefore);

    await migration().up(runner);
    expect(await shapes(runner)).toEqual(after);
    expect(await countsOf(runner, made)).toEqual(rowsMade);
    expect(await countsOf(runner, tablesBefore)).toEqual(rowsBefore);
  });
});

describe('all migrations', () => {
  it('carry names that sort in the order in which they are listed', () => {
    const names = migrations.map(({ name }) => name.replace(/^.*?(\d{14})$/, '$1'));
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  it('make the schema that the entities describe', async () => {
    const { database } = await openMechanisms();
    const { upQueries } = await database.writer.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('are carried out once', async () => {
    const { database } = await openMechanisms();
    expect(await database.writer.showMigrations()).toBe(false);
    expect(await database.writer.runMigrations()).toEqual([]);
  });
});
