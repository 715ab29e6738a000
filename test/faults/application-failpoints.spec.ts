import '../../src/app.module.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { type EndingApplication, useEndingApplication } from '../support/ending-application.js';
import { applicationOf, instanceOf, ManagedApplications, REGISTRATIONS, RULE_KINDS } from '../support/managed-applications.js';
import { launchProcess, type ProcessEnd } from '../support/process.js';
import { RegistryClient } from '../support/process-registry.js';
import { TestClock } from '../support/test-clock.js';

const TEST_TIMEOUT_MS = 120_000;
const SURVIVED_MS = 30_000;
const HOUR_S = 3600;

/** A platform that makes its identity, or looks whether it has one, writes before it is asked to. */
const IDENTITY = { MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000001' };

type Request = [method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, content?: object];

/** What a process is about to do when it dies. */
interface Scene {
  /** What has been done before, by a process that lived. */
  before?: (world: ManagedApplications, ending: EndingApplication) => Promise<unknown>;
  /** What it is asked to do; without a request it does something of its own accord. */
  request?: (ending: EndingApplication) => Request;
  /** Whether it has been done, wholly. */
  expectDone: (world: ManagedApplications, ending: EndingApplication) => Promise<unknown>;
  /** Steps at which the process dies beside those of the unit of work, and whether it has done it by then. */
  steps?: Record<string, boolean>;
}

const UNIT_OF_WORK = { 'unit-of-work:before-commit': false, 'unit-of-work:after-commit': true };
/** The announcement is on its way by then. */
const NOTIFICATIONS = Object.fromEntries(['before-send', 'after-send'].map((step) => [`notifications:${step}`, true]));

const begin = (operationAction: string, maxGracefulTimeout: number, { id }: EndingApplication): Request => ['POST', `${instanceOf(id)}/terminate`, { operationAction, maxGracefulTimeout }];
const confirm = (operationAction: string, { id }: EndingApplication): Request => ['POST', `${applicationOf(id)}/confirm_termination`, { operationAction }];
const traffic = RULE_KINDS.traffic;

const gone = async (_world: ManagedApplications, ending: EndingApplication) => {
  await ending.expectGone();
  await ending.expectRemovalTold();
};

const stopped = async (_world: ManagedApplications, ending: EndingApplication) => {
  await ending.expectStopped();
  await ending.expectRemovalTold();
};

/** Begun, told, and carried out in the end. */
const begun = async (world: ManagedApplications, ending: EndingApplication) => {
  expect(await world.instance(ending.id)).toMatchObject({ state: 'TERMINATING', termination: { operationAction: 'TERMINATING', maxGracefulTimeout: HOUR_S } });
  await world.passTimeUntil(() => expect(ending.announcements.length).toBeGreaterThan(0));
  expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
  await world.clock.advance(HOUR_S * 1000);
  await world.passTimeUntil(() => gone(world, ending));
};

const SCENES: Record<string, Scene> = {
  'a termination begins': {
    request: (ending) => begin('TERMINATING', HOUR_S, ending),
    expectDone: begun,
    steps: { 'app-support:before-termination': false, 'app-support:after-termination-begun': true, ...NOTIFICATIONS },
  },
  'a termination is confirmed': {
    before: (world, { id }) => world.terminate(id, 'TERMINATING', HOUR_S).expect(202),
    request: (ending) => confirm('TERMINATING', ending),
    expectDone: gone,
    steps: { 'app-support:after-termination': true },
  },
  'the time of a termination is up': { before: (world, { id }) => world.terminate(id, 'TERMINATING', 1).expect(202), expectDone: gone },
  'the time of a stop is up': { before: (world, { id }) => world.terminate(id, 'STOPPING', 1).expect(202), expectDone: stopped },
  'a stopped application is ready again': {
    before: (world, { id }) => world.terminate(id, 'STOPPING', 0).expect(202),
    request: ({ id }) => ['POST', `${applicationOf(id)}/confirm_ready`, { indication: 'READY' }],
    expectDone: async (world, ending) => {
      expect(await world.instance(ending.id)).toMatchObject({ state: 'READY' });
      expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
    },
  },
  'an application deregisters during its termination': {
    before: (world, { id }) => world.terminate(id, 'TERMINATING', HOUR_S).expect(202),
    request: ({ id }) => ['DELETE', `${REGISTRATIONS}/${id}`],
    expectDone: gone,
  },
  'a rule is made': {
    request: ({ id }) => ['POST', `${instanceOf(id)}/traffic_rules`, traffic.body({ trafficRuleId: 'new' })],
    expectDone: async (world, { id }) => expect(await world.rule(`${instanceOf(id)}/traffic_rules/new`)).toMatchObject({ state: 'ACTIVE' }),
  },
  'a rule is changed': {
    request: ({ trafficRule }) => ['PUT', trafficRule, traffic.body({ trafficRuleId: 'ignored', ...traffic.changed(99) })],
    expectDone: async (world, { trafficRule }) => expect(await world.rule(trafficRule)).toMatchObject(traffic.changed(99)),
  },
};

const cases = Object.entries(SCENES).flatMap(([name, scene]) => Object.entries({ ...UNIT_OF_WORK, ...scene.steps }).map(([step, done]) => ({ name, scene, step, done })));

it('knows the steps of application support', () => {
  const known = new Set(cases.map(({ step }) => step));
  expect(declaredFailpoints().filter((step) => step.startsWith('app-support:') && !known.has(step))).toEqual([]);
});

describe('a process that dies when', () => {
  const world = new ManagedApplications();
  const ending = useEndingApplication(world, () => world.begin({ clock: new TestClock(Date.now()), environment: IDENTITY }));

  /** All that can be seen of the application, and of the announcements of its end. */
  async function situation(): Promise<unknown> {
    const { id, trafficRule, dnsRule } = ending;
    const lists = ['traffic_rules', 'dns_rules', 'subscriptions'].map((resource) => `${applicationOf(id)}/${resource}`);
    const answers: unknown[] = [];
    for (const path of [instanceOf(id), `${REGISTRATIONS}/${id}`, trafficRule, dnsRule, ...lists]) answers.push((await world.api.get(path).expect(200)).body);
    const { body: instances } = await world.api.get('/mm5/v1/app_instances').expect(200);
    return { answers, instances, services: (await ending.serviceNames()).sort() };
  }

  async function dieAt(step: string, request: Request | undefined): Promise<ProcessEnd> {
    const server = await launchProcess({ ...IDENTITY, DATABASE_URL: world.platform.databaseUrl, NODE_ENV: 'test', MEC_CRASH_AT: step });
    const survived = setTimeout(() => server.signal('SIGTERM'), SURVIVED_MS);
    const client = new RegistryClient(server);
    // The answer may be lost with the process.
    if ((await server.ready()) && request) await client.send(...request).catch(() => undefined);
    await client.close();
    return server.ended.finally(() => clearTimeout(survived));
  }

  it.each(cases)(
    '$name, at $step, has done all or nothing',
    async ({ scene, step, done }) => {
      await scene.before?.(world, ending);
      const before = await situation();
      await world.platform.stop();
      expect(await dieAt(step, scene.request?.(ending))).toMatchObject({ signal: 'SIGKILL' });
      await world.begin({ clock: new TestClock(Date.now()), environment: { ...IDENTITY, DATABASE_URL: world.platform.databaseUrl } });
      if (!done) expect(await situation()).toEqual(before);
      // What begins of its own accord begins again.
      if (done) await scene.expectDone(world, ending);
      else if (!scene.request) await world.passTimeUntil(() => scene.expectDone(world, ending));
      await world.terminate(ending.observer, 'TERMINATING', 0).expect(202);
    },
    TEST_TIMEOUT_MS,
  );
});
