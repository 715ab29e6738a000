import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { memoryUsage, resourceUsage } from 'node:process';
import { pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import type * as Defaults from '../../src/modules/registration/domain/description/defaults.js';
import type * as EmulationOfUes from '../../src/modules/registration/domain/emulation/emulation.js';
import type * as Full from '../../src/modules/registration/domain/emulation/trace/full-trace.js';
import type * as Count from '../../src/modules/registration/domain/emulation/trace/message-count.js';
import { ownTime } from '../measurement/machine-load.js';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { answerQuestions } from './questions.js';
import { GNB, slicedNetwork } from './sliced-network.js';

/** To let so many UEs register at the same moment; with a file, every entry of the trace is stored there. */
export interface RegisteringUesOrder {
  /** The built main.js. */
  main: string;
  ues: number;
  databaseFile?: string;
}

/** What it took. Times in milliseconds, sizes in bytes. */
export interface Registered {
  events: number;
  messages: number;
  time: number;
  cpuTime: number;
  /** What the process has at most held above what it held before, idle. Only of its first order. */
  peak: number;
  /** What is still held at the end. */
  held: number;
}

/** There is one with --expose-gc. */
const collectGarbage = (globalThis as unknown as { gc: () => void }).gc;

function heldNow(): number {
  collectGarbage();
  return memoryUsage().heapUsed;
}

/** One row for each entry, in one transaction, with the pragmas of the platform. */
function store(databaseFile: string, trace: Full.FullTrace): void {
  const database = new Sqlite(databaseFile);
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL']) database.pragma(pragma);
  database.exec('CREATE TABLE trace (sequence INTEGER PRIMARY KEY, entry TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO trace VALUES (?, ?)');
  database.transaction(() => {
    for (const entry of trace.entries()) insert.run(entry.sequence, JSON.stringify(entry));
  })();
  database.close();
  for (const ending of ['', '-wal', '-shm']) rmSync(`${databaseFile}${ending}`, { force: true });
}

answerQuestions(async ({ main, ues: count, databaseFile }: RegisteringUesOrder): Promise<Registered> => {
  const built = (path: string): Promise<unknown> => import(pathToFileURL(`${dirname(main)}/modules/registration/domain/${path}.js`).href);
  const { runSettings } = (await built('description/defaults')) as typeof Defaults;
  const { Emulation } = (await built('emulation/emulation')) as typeof EmulationOfUes;
  const { FullTrace } = (await built('emulation/trace/full-trace')) as typeof Full;
  const { MessageCount } = (await built('emulation/trace/message-count')) as typeof Count;

  const heldBefore = heldNow();
  const idle = memoryUsage.rss();
  const { network, ues } = slicedNetwork(count);
  const [startedAt, cpuBefore] = [monotonicTime(), ownTime()];
  const trace = databaseFile === undefined ? new MessageCount() : new FullTrace();
  const emulation = new Emulation(network, ues.map((ue) => ({ ue, gnb: GNB, registrationType: 'INITIAL' })), runSettings(), trace);
  emulation.run();
  if (trace instanceof FullTrace) store(databaseFile!, trace);
  const [time, cpuTime] = [monotonicTime() - startedAt, ownTime() - cpuBefore];
  const peak = resourceUsage().maxRSS * 1024 - idle;
  for (const { id } of ues) {
    const { outcome, reason } = emulation.resultOf(id);
    if (outcome !== 'REGISTERED') throw new Error(`${id} is ${outcome}: ${reason}`);
  }
  const held = heldNow() - heldBefore;
  return { events: emulation.events, messages: trace.messages, time, cpuTime, peak, held };
});
