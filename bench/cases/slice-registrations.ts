import { fileURLToPath } from 'node:url';
import { median, sum } from '../measurement/statistics.js';
import { MeasuredProcess } from '../processes/measured-process.js';
import { ask } from '../processes/questions.js';
import type { Registered, RegisteringUesOrder } from '../processes/registering-ues.js';
import { RegistrationPlatform, type RunsTaken } from '../processes/registration-platform.js';
import { SCENARIOS, scenarioText } from '../processes/sliced-network.js';
import { type Bench, newFile, type SliceRegistrationsResult } from './bench.js';
import { populate } from './population.js';

const SCRIPT = fileURLToPath(new URL('../processes/registering-ues.ts', import.meta.url));
/** Of 100,000 UEs on a machine that does other things too. */
const PATIENCE_MS = 900_000;
/** The time of an event with the most UEs, compared with that with the fewest but one. */
const MOST_TIMES_AS_LONG = 2;

/** Between UEs that begin one after another, in milliseconds of the emulated clock. */
const SPACING_MS = 1;

type Result = SliceRegistrationsResult;

/** The runs of the scenarios that the platform ships. */
async function playScenarios(platform: RegistrationPlatform): Promise<Result['scenarios']> {
  const rows: Result['scenarios'] = [];
  for (const scenario of SCENARIOS) {
    for (const { name, outcome, attempts, messageCount, duration } of await platform.play(scenario, scenarioText(scenario)))
      rows.push({ scenario, run: name!, outcome: outcome!, attempts: attempts!.length, messages: messageCount!, duration: duration! });
  }
  return rows;
}

const figuresOf = (runs: number, taken: RunsTaken[]): Result['runs']['full'] => ({
  perSecond: median(taken.map(({ time }) => (runs * 1000) / time)),
  cpuMicroseconds: median(taken.map(({ cpuTime }) => (cpuTime * 1000) / runs)),
});

/** Runs that keep their trace and runs that keep none, in turn. */
async function compareRuns({ load, scale }: Bench, platform: RegistrationPlatform): Promise<Result['runs']> {
  const { runs, rounds } = scale.sliceRegistrations;
  const [full, none]: [RunsTaken[], RunsTaken[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    full.push(await platform.take(load, runs, 'FULL'));
    none.push(await platform.take(load, runs, 'NONE'));
  }
  const medianRatio = (of: (taken: RunsTaken) => number) => median(full.map((taken, round) => of(none[round]!) / of(taken)));
  const ratios = { perSecond: medianRatio(({ time }) => time), cpuMicroseconds: medianRatio(({ cpuTime }) => cpuTime) };
  return { count: runs, rounds, full: figuresOf(runs, full), none: figuresOf(runs, none), ratios };
}

async function onPlatform(bench: Bench): Promise<Pick<Result, 'scenarios' | 'runs'>> {
  const platform = await RegistrationPlatform.start(bench.build, populate(bench, 0).databaseFile);
  try {
    return { scenarios: await playScenarios(platform), runs: await compareRuns(bench, platform) };
  } finally {
    await platform.stop();
  }
}

/** In a process of its own: its peak counts the first time, how long it takes once the code is warm, what the UEs hold at the end. */
async function emulate({ build, scale }: Bench, ues: number, { spacing = 0, databaseFile }: { spacing?: number; databaseFile?: string } = {}): Promise<Result['growth'][number]['atOnce']> {
  const times = Math.max(1, Math.ceil(scale.sliceRegistrations.warmUp / ues));
  const emulated: Registered[] = [];
  const process = MeasuredProcess.start(SCRIPT, { nodeArguments: [...globalThis.process.execArgv, '--expose-gc'] });
  try {
    while (emulated.length < 2 * times) {
      const measuresHeld = emulated.length === 2 * times - 1;
      const order: RegisteringUesOrder = { main: build.main, ues, spacing, measuresHeld, ...(databaseFile !== undefined && { databaseFile }) };
      emulated.push(await ask<Registered>(process.child, order, PATIENCE_MS));
    }
  } finally {
    await process.stop();
  }
  const [first] = emulated;
  const warm = emulated.slice(times);
  const total = (of: (one: Registered) => number) => sum(warm.map(of));
  const events = total((one) => one.events);
  return {
    ues,
    events: first!.events,
    eventsPerSecond: (events * 1000) / total(({ time }) => time),
    cpuMicroseconds: (total(({ cpuTime }) => cpuTime) * 1000) / events,
    peakBytes: first!.peak,
    heldBytes: emulated.at(-1)!.held!,
  };
}

/** UEs that loop without the idea and register with it: one by one over the API, and all at once in one emulation. */
export async function sliceRegistrations(bench: Bench): Promise<Result> {
  const { ues, sizes } = bench.scale.sliceRegistrations;
  const played = await onPlatform(bench);
  const trace = { counted: await emulate(bench, ues), stored: await emulate(bench, ues, { databaseFile: newFile(bench, 'sqlite') }) };
  const growth: Result['growth'] = [];
  for (const size of sizes) growth.push({ ues: size, atOnce: await emulate(bench, size), inTurn: await emulate(bench, size, { spacing: SPACING_MS }) });
  const [, few] = growth;
  const most = growth.at(-1)!;
  const met = (['atOnce', 'inTurn'] as const).map((way) => most[way].cpuMicroseconds <= MOST_TIMES_AS_LONG * few![way].cpuMicroseconds);
  return { kind: 'slice-registrations', ...played, trace, growth, target: `at most ${MOST_TIMES_AS_LONG} times as much`, met: { atOnce: met[0]!, inTurn: met[1]! } };
}
