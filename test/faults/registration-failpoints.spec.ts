import '../../src/app.module.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { eventually } from '../support/eventually.js';
import { startPlatform } from '../support/platform.js';
import { launchProcess, newDatabase, type ProcessEnd, startProcess } from '../support/process.js';
import { RegistryClient } from '../support/process-registry.js';
import { load, registration, registrationPath, runsOf, ueOf } from '../support/registration.js';
import { comesTo, furnishRadio } from '../support/registration-radio.js';
import { type SpecAgent, specAgent } from '../support/spec-agent.js';

const TIMEOUT_MS = 120_000;
const SURVIVED_MS = 30_000;

/** A platform that makes its identity writes before it is asked to. */
const IDENTITY = { MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000001' };

/** What leads to a run, and through which steps. */
interface Scene {
  furnish?: (api: SpecAgent) => Promise<void>;
  request: [path: string, content: object];
  steps: string[];
  /** Those at which there is no run yet. */
  unrecorded: string[];
}

const registrationSteps = (...steps: string[]) => steps.flatMap((step) => [`registration:before-${step}`, `registration:after-${step}`]);

const HANDOVER = { kind: 'HANDOVER', ue: 'probe-1', sourceCell: 'north-1', targetCells: ['south-1'], hoStatus: 3 };

const SCENES: Record<string, Scene> = {
  'a run is asked for': {
    request: [registrationPath('runs'), registration({ registrationType: 'MOBILITY', settings: { updatesUe: true } })],
    steps: [...registrationSteps('run', 'outcome'), 'unit-of-work:before-commit', 'unit-of-work:after-commit'],
    unrecorded: ['registration:before-run', 'unit-of-work:before-commit'],
  },
  'a UE changes its cell': {
    furnish: furnishRadio,
    request: ['/ran/v1/events', [HANDOVER]],
    steps: registrationSteps('cell-change', 'outcome'),
    unrecorded: [],
  },
};

const cases = Object.entries(SCENES).flatMap(([name, scene]) => scene.steps.map((step) => ({ name, scene, step })));

/** A network with a UE, in a new database. */
async function prepare({ furnish }: Scene): Promise<Record<string, string>> {
  const environment = { ...IDENTITY, DATABASE_URL: await newDatabase() };
  const platform = await startPlatform({ environment });
  await load(specAgent(platform)).expect(201);
  await furnish?.(specAgent(platform));
  await platform.stop();
  return environment;
}

async function dieAt(step: string, environment: Record<string, string>, [path, content]: Scene['request']): Promise<ProcessEnd> {
  const server = await launchProcess({ ...environment, NODE_ENV: 'test', MEC_CRASH_AT: step });
  const survived = setTimeout(() => server.signal('SIGTERM'), SURVIVED_MS);
  const client = new RegistryClient(server);
  // The answer may be lost with the process.
  if (await server.ready()) await client.send('POST', path, content).catch(() => undefined);
  await client.close();
  return server.ended.finally(() => clearTimeout(survived));
}

it('goes through every step that is declared', () => {
  const steps = declaredFailpoints().filter((step) => step.startsWith('registration:'));
  expect([...new Set(cases.map(({ step }) => step))].filter((step) => step.startsWith('registration:')).sort()).toEqual(steps);
});

describe('a process that dies when', () => {
  it.each(cases)(
    '$name, at $step: there is one run and its UE has what it has led to, or there is none',
    async ({ scene, step }) => {
      const environment = await prepare(scene);
      expect(await dieAt(step, environment, scene.request)).toMatchObject({ signal: 'SIGKILL' });
      const expected = scene.unrecorded.includes(step) ? 0 : 1;
      for (let start = 0; start < 2; start++) {
        const platform = await startPlatform({ environment });
        const api = specAgent(platform);
        await eventually(async () => expect(await runsOf(api, '?state=FINISHED')).toHaveLength(expected));
        const runs = await runsOf(api);
        expect(runs).toHaveLength(expected);
        for (const { outcome, registrationType, ueState } of runs) expect([outcome, registrationType, await ueOf(api)]).toEqual(['REGISTERED', 'MOBILITY', ueState]);
        await platform.stop();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'long runs are emulated: each ends as it would have, in the order in which they began',
    async () => {
      const environment = await prepare(SCENES['a run is asked for']!);
      const server = await startProcess({ environment });
      const client = new RegistryClient(server);
      const long = registration({ settings: { rejectBy: 'NONE', retryCap: 100 } });
      for (const request of [long, long, registration({ settings: { updatesUe: true } }), registration()]) await client.send('POST', registrationPath('runs'), request);
      await client.close();
      await server.kill();
      const api = specAgent(await startPlatform({ environment }));
      await eventually(async () => expect(await runsOf(api, '?state=FINISHED')).toHaveLength(4));
      const [first, second, third, fourth] = await runsOf(api);
      expect([first!.outcome, second!.duration]).toEqual(['LOOP', first!.duration]);
      expect(third!.messageCount).toBeGreaterThan(fourth!.messageCount!);
    },
    TIMEOUT_MS,
  );

  it(
    'a UE goes to and fro: each change has led to one run',
    async () => {
      const environment = await prepare(SCENES['a UE changes its cell']!);
      const server = await startProcess({ environment });
      const client = new RegistryClient(server);
      const back = { ...HANDOVER, sourceCell: 'south-1', targetCells: ['north-1'] };
      for (const event of [HANDOVER, back, HANDOVER, back]) await client.send('POST', '/ran/v1/events', [event]);
      await client.close();
      await server.kill();
      const api = specAgent(await startPlatform({ environment }));
      await comesTo(api, 'probe-1', 'north-1', 'south-1');
      await eventually(async () => expect(await runsOf(api, '?state=FINISHED')).toHaveLength(5));
      expect((await runsOf(api)).map(({ gnb }) => gnb)).toEqual(['gNB2', 'gNB1', 'gNB2', 'gNB1', 'gNB2']);
    },
    TIMEOUT_MS,
  );
});
