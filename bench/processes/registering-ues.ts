import { rmSync } from 'node:fs';
import { memoryUsage, resourceUsage } from 'node:process';
import Sqlite from 'better-sqlite3';
import type * as Defaults from '../../src/modules/registration/domain/description/defaults.js';
import type * as EmulationOfUes from '../../src/modules/registration/domain/emulation/emulation.js';
import type * as Full from '../../src/modules/registration/domain/emulation/trace/full-trace.js';
import type * as Count from '../../src/modules/registration/domain/emulation/trace/message-count.js';
import { ownTime } from '../measurement/machine-load.js';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { compiledModule } from './compiled-modules.js';
import { answerQuestions } from './questions.js';
import { GNB, type RegisteringUe, slicedNetwork } from './sliced-network.js';

/** To let so many UEs register; with a file, every entry of the trace is stored there. */
export interface RegisteringUesOrder {
  /** The built main.js. */
  main: string;
  ues: number;
  /** Milliseconds of the emulated clock from one that begins to the next; 0: all at once. */
  spacing: number;
  databaseFile?: string;
  /** Collecting garbage for that costs the optimised code, so that the next emulation is slower. */
  measuresHeld: boolean;
}

/** What it took. Times in milliseconds, sizes in bytes. */
export interface Registered {
  events: number;
  time: number;
  cpuTime: number;
  /** What the process has at most held since it began, above what it held idle, before its first order. */
  peak: number;
  /** What the network and the UEs hold at the end, if asked. */
  held?: number;
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

const idle = memoryUsage.rss();

async function begin({ main, ues: count, spacing, databaseFile }: RegisteringUesOrder) {
  const built = (path: string): Promise<unknown> => compiledModule(main, `modules/registration/domain/${path}`);
  const { runSettings } = (await built('description/defaults')) as typeof Defaults;
  const { Emulation } = (await built('emulation/emulation')) as typeof EmulationOfUes;
  const { FullTrace } = (await built('emulation/trace/full-trace')) as typeof Full;
  const { MessageCount } = (await built('emulation/trace/message-count')) as typeof Count;
  const { network, ues } = slicedNetwork(count);
  const registering = ues.map((ue, index) => ({ ue, gnb: GNB, registrationType: 'INITIAL' as const, startsAt: index * spacing }));
  const trace = databaseFile === undefined ? new MessageCount() : new FullTrace();
  return () => {
    const emulation = new Emulation(network, registering, runSettings(), trace);
    emulation.run();
    if (trace instanceof FullTrace) store(databaseFile!, trace);
    return { emulation, trace, ues };
  };
}

function refuseUnregistered({ emulation, ues }: { emulation: EmulationOfUes.Emulation; ues: RegisteringUe[] }): void {
  for (const { id } of ues) {
    const { outcome, reason } = emulation.resultOf(id);
    if (outcome !== 'REGISTERED') throw new Error(`${id} is ${outcome}: ${reason}`);
  }
}

answerQuestions(async (order: RegisteringUesOrder): Promise<Registered> => {
  let emulate: Awaited<ReturnType<typeof begin>> | undefined = await begin(order);
  const [startedAt, cpuBefore] = [monotonicTime(), ownTime()];
  let emulated: ReturnType<typeof emulate> | undefined = emulate();
  const [time, cpuTime] = [monotonicTime() - startedAt, ownTime() - cpuBefore];
  refuseUnregistered(emulated);
  const registered = { events: emulated.emulation.events, time, cpuTime, peak: resourceUsage().maxRSS * 1024 - idle };
  if (!order.measuresHeld) return registered;
  const before = heldNow();
  emulate = emulated = undefined;
  return { ...registered, held: before - heldNow() };
});
