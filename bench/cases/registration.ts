import Sqlite from 'better-sqlite3';
import { answerOf } from '../bare/answer.js';
import { Platform } from '../processes/platform.js';
import { compareWithBare } from './against-bare.js';
import { atLeast, type Bench, newFile, type RequestResult } from './bench.js';
import { populate } from './population.js';
import { REGISTRATION, servicesOf } from './sample-service.js';

const TARGET = 0.6;

/** Rows may exceed the answers by what was under way when a round ended; nothing that was answered may be missing. */
function requireStored(bench: Bench, databaseFile: string, table: string, answered: number): void {
  const database = new Sqlite(databaseFile, { readonly: true });
  const { rows } = database.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { rows: number };
  database.close();
  const { mostRounds, connections, extent } = bench.scale.plan;
  const underWay = 'seconds' in extent ? connections * (mostRounds + 1) : 0;
  if (rows < answered || rows > answered + underWay)
    throw new Error(`${answered} registrations were answered, and ${table} holds ${rows} rows.`);
}

export async function registration(bench: Bench): Promise<RequestResult> {
  const { databaseFile } = populate(bench, 0);
  const platform = await Platform.start(bench.build, { databaseFile });
  const bareFile = newFile(bench, 'sqlite');
  try {
    const url = servicesOf(platform.url);
    const answer = await answerOf(url, REGISTRATION);
    const comparison = await compareWithBare(bench, platform, { url, ...REGISTRATION }, { kind: 'stored', answer, databaseFile: bareFile });
    await platform.stop();
    requireStored(bench, databaseFile, 'service', comparison.answered.ours + 1);
    requireStored(bench, bareFile, 'document', comparison.answered.other + 1);
    const other = 'one prepared INSERT of the body with better-sqlite3, same pragmas';
    return { kind: 'requests', title: 'POST a service, durably', other, comparison, verdict: atLeast(TARGET, comparison) };
  } finally {
    await platform.stop();
  }
}
