import '../../src/app.module.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { EventLog } from '../../src/modules/common/events/index.js';
import { NetworkClock } from '../../src/modules/ran/domain/host/network-clock.js';
import { NetworkHost } from '../../src/modules/ran/index.js';
import type { RanEvent } from '../../src/modules/ran/domain/network/events.js';
import type { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import { begin } from '../../src/modules/ran/domain/scenario/scenario-network.js';
import type { Scenario } from '../../src/modules/ran/domain/types.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';
import { launchProcess, newDatabase, type ProcessEnd, runToEnd, startProcess, writeYaml } from '../support/process.js';
import { RegistryClient } from '../support/process-registry.js';
import { lasting, text } from '../support/ran-road.js';
import { TestClock } from '../support/test-clock.js';
import { car, enb, eutranCell, handoverReport, parked, START } from '../unit/ran-scenes.js';

const TIMEOUT_MS = 120_000;
const SURVIVED_MS = 30_000;
const MINUTE = 60_000;

/** A platform that makes its identity writes before it is asked to. */
const IDENTITY = { MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000001' };

const road = (mode: 'STEPPED' | 'REAL_TIME', others: Partial<Scenario> = {}): Scenario => ({
  name: 'A road',
  startTime: new Date(START).toISOString(),
  clock: { mode, speed: mode === 'REAL_TIME' ? 5 : 1 },
  configuration: { shadowing: false, reportConfigs: [handoverReport] },
  baseStations: [enb('west', 1, 0), enb('east', 2, 1000)],
  cells: [eutranCell('west-1', 'west', '0000101', { neighbours: ['east-1'] }), eutranCell('east-1', 'east', '0000201', { neighbours: ['west-1'] })],
  ues: [car('car', 400, 1000)],
  ...others,
});

const NEWCOMER = parked('newcomer', 100);

type Request = [method: 'POST' | 'DELETE', path: string, content?: object];

/** What a process is about to do to the network when it dies, and what an undisturbed network has told by then. */
interface Scene {
  mode: 'STEPPED' | 'REAL_TIME';
  /** Without a request, time passes by itself. */
  request?: Request;
  /** What the request does. */
  effect?: (network: RadioNetwork) => RanEvent[];
}

const SCENES: Record<string, Scene> = {
  'time is stepped': { mode: 'STEPPED', request: ['POST', '/ran/v1/clock/step', { duration: MINUTE }] },
  'time passes by itself': { mode: 'REAL_TIME' },
  'a UE is added': { mode: 'STEPPED', request: ['POST', '/ran/v1/ues', NEWCOMER], effect: (network) => network.putUe(NEWCOMER) },
  'a handover is started': {
    mode: 'STEPPED',
    request: ['POST', '/ran/v1/handovers', { ue: 'car', targetCells: ['east-1'] }],
    effect: (network) => network.startHandover('car', ['east-1']),
  },
};

const steps = declaredFailpoints().filter((step) => step.startsWith('ran:') || step.startsWith('unit-of-work:'));
/** By then it is recorded. */
const RECORDED = /:after-/;
const cases = Object.entries(SCENES).flatMap(([name, scene]) => steps.map((step) => ({ name, scene, step })));

const everywhere = { strict: false };
const networkOf = ({ server: { app } }: TestPlatform) => app.get(NetworkHost, everywhere);

async function told({ server: { app } }: TestPlatform): Promise<unknown[]> {
  const rows = await app.get(EventLog, everywhere).read(0, 1_000_000);
  return rows.filter(({ topic }) => topic === 'ran.event').map(({ payload }) => payload);
}

/** Puts a scenario into a new database, by a process that lives. */
async function prepare(scenario: Scenario): Promise<Record<string, string>> {
  const environment = { ...IDENTITY, DATABASE_URL: await newDatabase() };
  const platform = await startPlatform({ environment: { ...environment, MEC_SCENARIO: writeYaml(scenario) }, clock: new TestClock() });
  await platform.stop();
  return environment;
}

async function dieAt(step: string, environment: Record<string, string>, request: Request | undefined): Promise<ProcessEnd> {
  const server = await launchProcess({ ...environment, NODE_ENV: 'test', MEC_CRASH_AT: step });
  const survived = setTimeout(() => server.signal('SIGTERM'), SURVIVED_MS);
  const client = new RegistryClient(server);
  // The answer may be lost with the process.
  if ((await server.ready()) && request) await client.send(...request).catch(() => undefined);
  await client.close();
  return server.ended.finally(() => clearTimeout(survived));
}

describe('a process that dies when', () => {
  it.each(cases)(
    '$name, at $step: the network goes on as if it had not',
    async ({ scene: { mode, request, effect }, step }) => {
      const environment = await prepare(road(mode));
      expect(await dieAt(step, environment, request)).toMatchObject({ signal: 'SIGKILL' });
      const platform = await startPlatform({ environment, clock: new TestClock() });
      const undisturbed = begin(road(mode), START, new Map());
      const expected = undisturbed.events;
      // The first transaction of a process takes the network over, before there is a request.
      const isDone = step.startsWith('ran:') && RECORDED.test(step);
      if (effect && isDone) expected.push(...effect(undisturbed.network));
      const { time } = await clockOf(platform).read();
      expected.push(...undisturbed.network.advance(time - START));
      expect(await told(platform)).toEqual(text(lasting(expected)));
      await clockOf(platform).set({ mode: 'STEPPED', speed: 1, state: 'RUNNING' });
      await clockOf(platform).step(MINUTE);
      expected.push(...undisturbed.network.advance(MINUTE));
      expect(await told(platform)).toEqual(text(lasting(expected)));
      expect(await networkOf(platform).read((network) => text(network.snapshot()))).toEqual(text(undisturbed.network.snapshot()));
    },
    TIMEOUT_MS,
  );

  it.each(steps)(
    'it loads its scenario, at %s, has it wholly or loads it at the next start',
    async (step) => {
      const environment = { ...IDENTITY, DATABASE_URL: await newDatabase(), MEC_SCENARIO: writeYaml(road('STEPPED')) };
      expect(await runToEnd({ ...environment, NODE_ENV: 'test', MEC_CRASH_AT: step })).toMatchObject({ signal: 'SIGKILL' });
      const platform = await startPlatform({ environment, clock: new TestClock() });
      expect(await told(platform)).toEqual(text(lasting(begin(road('STEPPED'), START, new Map()).events)));
    },
    TIMEOUT_MS,
  );

  it(
    'a handover is under way: the next process completes it, and each state is told once',
    async () => {
      const slow = { shadowing: false, handoverPreparationTime: 2000, handoverExecutionTime: 4000 };
      const environment = await prepare(road('REAL_TIME', { clock: { mode: 'REAL_TIME' }, configuration: slow, ues: [parked('car', 500)] }));
      const server = await startProcess({ environment });
      const client = new RegistryClient(server);
      await client.send('POST', '/ran/v1/handovers', { ue: 'car', targetCells: ['east-1'] });
      await client.close();
      await server.kill();
      const platform = await startPlatform({ environment, clock: new TestClock() });
      expect(await networkOf(platform).read((network) => network.handovers().map(({ status }) => status))).toEqual(['IN_PREPARATION']);
      await clockOf(platform).set({ mode: 'STEPPED', speed: 1, state: 'RUNNING' });
      await clockOf(platform).step(10_000);
      const handovers = ((await told(platform)) as RanEvent[]).flatMap((event) => (event.kind === 'HANDOVER' ? [event] : []));
      expect(handovers.map(({ hoStatus, time }) => [hoStatus, time - handovers[0]!.time])).toEqual([
        [1, 0],
        [2, 2000],
        [3, 6000],
      ]);
    },
    TIMEOUT_MS,
  );
});

const clockOf = ({ server: { app } }: TestPlatform) => app.get(NetworkClock, everywhere);

describe('MEC_SCENARIO', () => {
  it.each<[string, () => Record<string, string>, string[]]>([
    ['a file that is not there', () => ({ MEC_SCENARIO: '/no/such/file.yaml' }), ['MEC_SCENARIO /no/such/file.yaml cannot be read: ENOENT: no such file or directory, open \'/no/such/file.yaml\'']],
    [
      'a file that does not fit the document',
      () => ({ MEC_SCENARIO: writeYaml({ name: 'wrong', baseStations: [{ id: 'a' }], cells: [], ues: 1 }) }),
      ['FILE/baseStations/0 lacks the attribute type.', 'FILE/baseStations/0 lacks the attribute plmn.', 'FILE/baseStations/0 lacks the attribute nodeId.', 'FILE/baseStations/0 lacks the attribute position.', 'FILE/ues must be of type array.'],
    ],
    [
      'a file that contradicts itself',
      () => ({ MEC_SCENARIO: writeYaml(road('STEPPED', { cells: [eutranCell('lost', 'north', '0000101', { neighbours: ['nobody'] })], ues: [car('car', 0, 1), car('car', 0, 1)] })) }),
      ['FILE/cells/0 is refused: There is no base station north.', 'FILE/ues/1/id is that of another one, car.', 'FILE/cells/0/neighbours/0 names the cell nobody, which is not there.'],
    ],
    ['beside a network to follow', () => ({ MEC_SCENARIO: 'demo', MEC_RAN_FEED: 'http://127.0.0.1:9/ran/v1' }), ['MEC_SCENARIO and MEC_RAN_FEED exclude each other: a network that follows another has no scenario of its own.']],
  ])(
    'is refused with a sentence per fault: %s',
    async (_case, environment, sentences) => {
      const settings = environment();
      const { code, stderr } = await runToEnd({ DATABASE_URL: await newDatabase(), ...settings });
      const expected = sentences.map((sentence) => `OpenMEP cannot start: ${sentence.replace('FILE', `MEC_SCENARIO ${settings['MEC_SCENARIO']}: `)}\n`);
      expect([code, stderr]).toEqual([1, expected.join('')]);
    },
    TIMEOUT_MS,
  );

  it(
    'is loaded once; the network of the database stays',
    async () => {
      const environment = await prepare(road('STEPPED'));
      const platform = await startPlatform({ environment: { ...environment, MEC_SCENARIO: 'demo' }, clock: new TestClock() });
      expect(await networkOf(platform).read((network) => network.ues().map(({ id }) => id))).toEqual(['car']);
    },
    TIMEOUT_MS,
  );

  it(
    'demo is there',
    async () => {
      const platform = await startPlatform({ environment: { MEC_SCENARIO: 'demo' }, clock: new TestClock() });
      expect(await networkOf(platform).read((network) => network.servedUes().length)).toBe(7);
    },
    TIMEOUT_MS,
  );
});
