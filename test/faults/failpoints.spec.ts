import '../../src/app.module.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { startPlatform } from '../support/platform.js';
import { APP_INSTANCE_ID, launchProcess, newDatabase, type ProcessEnd, runToEnd, seedFile, type ServerProcess, startProcess } from '../support/process.js';
import { type Change, faultsOfNotifications, faultsOfState, HistoryWriter } from '../support/process-history.js';
import { BASE_PATH, RegistryClient } from '../support/process-registry.js';
import { Subscribers } from '../support/process-subscribers.js';

const TEST_TIMEOUT_MS = 120_000;
const DELIVERY_TIMEOUT_MS = 60_000;
/** More than enough for every step to be reached. */
const SERVICES = 20;

/** A platform that makes its identity, or looks whether it has one, writes before anybody asks it to. */
const IDENTITY = { MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000001' };

const steps = declaredFailpoints();
const stepsOf = (...modules: string[]) => steps.filter((step) => modules.includes(step.split(':')[0]!));
/** Steps that services and their notifications go through. */
const registrySteps = stepsOf('unit-of-work', 'notifications');
/** The steps of the modules that other suites go through. */
const ELSEWHERE = {
  'app-support': 'application-failpoints.spec.ts',
  ran: 'ran-failpoints.spec.ts',
  'data-plane': 'test/data-plane/platform.spec.ts, since it needs a network namespace',
  'app-package': 'package-failpoints.spec.ts',
  'app-lifecycle': 'lifecycle-failpoints.spec.ts',
  handover: 'handover-failpoints.spec.ts',
  placement: 'placement-failpoints.spec.ts',
  registration: 'registration-failpoints.spec.ts',
};

/** Registers, changes, keeps alive and removes services until the process dies. */
async function workUntilDeath(server: ServerProcess, history: HistoryWriter): Promise<void> {
  const client = new RegistryClient(server);
  for (let number = 0; number < SERVICES; number++) {
    const service = history.open(`service-${number}`);
    for (const change of ['ADDED', 'STATE_CHANGED', 'REMOVED'] as Change[]) {
      if (!(await history.write(client, service, change, { livenessInterval: 3600 }))) return client.close();
      if (change !== 'REMOVED') await client.send('PATCH', `${service.path}/liveness`, { state: 'ACTIVE' }).catch(() => undefined);
      if (number % 2 === 0 && change === 'STATE_CHANGED') break;
    }
  }
  await client.close();
}

/** Creates the application and its subscription, in this process because that is faster. */
async function prepare(environment: Record<string, string>, subscribers: Subscribers): Promise<void> {
  const platform = await startPlatform({ environment: { ...environment, MEC_SEED_FILE: seedFile({ subscriptions: subscribers.seedSection }) } });
  await platform.stop();
}

const crashing = (environment: Record<string, string>, step: string) => ({ ...environment, NODE_ENV: 'test', MEC_CRASH_AT: step });

async function dieAt(step: string, environment: Record<string, string>, history: HistoryWriter): Promise<ProcessEnd> {
  const server = await launchProcess(crashing(environment, step));
  if (await server.ready()) await workUntilDeath(server, history);
  const survived = setTimeout(() => server.signal('SIGTERM'), DELIVERY_TIMEOUT_MS);
  return server.ended.finally(() => clearTimeout(survived));
}

it('goes through every step that is declared', () => {
  expect(registrySteps.length).toBeGreaterThan(0);
  for (const [module, suite] of Object.entries(ELSEWHERE)) expect([suite, stepsOf(module).length]).not.toEqual([suite, 0]);
  expect([...registrySteps, ...stepsOf(...Object.keys(ELSEWHERE))].sort()).toEqual(steps);
});

describe.each(registrySteps)('a process that dies at %s', (step) => {
  it(
    'loses no change, tells of all of them and has no half changes',
    async () => {
      const subscribers = await Subscribers.listen(['subscription']);
      const environment = { ...IDENTITY, DATABASE_URL: await newDatabase() };
      await prepare(environment, subscribers);
      const history = new HistoryWriter();
      expect(await dieAt(step, environment, history)).toMatchObject({ signal: 'SIGKILL' });
      const server = await startProcess({ environment });
      const client = new RegistryClient(server);
      expect(faultsOfState(history.services, await client.services())).toEqual([]);
      await history.write(client, history.open('the-last'), 'ADDED');
      await subscribers.untilAllKnow('the-last', 'ADDED', DELIVERY_TIMEOUT_MS);
      expect(faultsOfNotifications(history.services, await client.services(), subscribers)).toEqual([]);
      expect(server.errorLog).toEqual([]);
      await client.close();
    },
    TEST_TIMEOUT_MS,
  );
});

describe.each(steps.filter((step) => step.startsWith('unit-of-work:')))('a process that dies at %s while it applies the seed file', (step) => {
  it(
    'finds all of it or nothing of it at the next start',
    async () => {
      const subscribers = await Subscribers.listen(['subscription']);
      const environment = { ...IDENTITY, DATABASE_URL: await newDatabase(), MEC_SEED_FILE: seedFile({ subscriptions: subscribers.seedSection }) };
      expect(await runToEnd(crashing(environment, step))).toMatchObject({ signal: 'SIGKILL' });
      const client = new RegistryClient(await startProcess({ environment }));
      expect(await client.services()).toEqual([]);
      const { text } = await client.send('GET', `${BASE_PATH}/applications/${APP_INSTANCE_ID}/subscriptions`);
      expect(JSON.parse(text)).toMatchObject({ _links: { subscriptions: [{ subscriptionType: 'SerAvailabilityNotificationSubscription' }] } });
      await client.close();
    },
    TEST_TIMEOUT_MS,
  );
});

describe('MEC_CRASH_AT', () => {
  it.each([
    ['without NODE_ENV=test', { MEC_CRASH_AT: steps[0]! }, 'MEC_CRASH_AT is for tests only: it needs NODE_ENV=test.'],
    ['in production', { MEC_CRASH_AT: steps[0]!, NODE_ENV: 'production' }, 'MEC_CRASH_AT is for tests only: it needs NODE_ENV=test.'],
    ['with a step that nobody declares', { MEC_CRASH_AT: 'no-module:no-step', NODE_ENV: 'test' }, `MEC_CRASH_AT names no-module:no-step; the steps are ${steps.join(', ')}.`],
    ['without a module', { MEC_CRASH_AT: 'step', NODE_ENV: 'test' }, 'MEC_CRASH_AT must be written <module>:<step>; it is "step".'],
  ])(
    'is refused %s',
    async (_case, environment, sentence) => {
      const end = await runToEnd({ DATABASE_URL: await newDatabase(), ...environment });
      expect(end).toMatchObject({ code: 1, stderr: `OpenMEP cannot start: ${sentence}\n` });
    },
    TEST_TIMEOUT_MS,
  );
});
