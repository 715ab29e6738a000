import request from 'supertest';
import '../../src/app.module.js';
import { PLANS } from '../../src/modules/app-lifecycle/domain/steps/plans.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { dnsRulesOf } from '../support/app-support.js';
import { readSql } from '../support/database-outage.js';
import { eventually } from '../support/eventually.js';
import { capacityFile } from '../support/granting/granting.js';
import {
  type AppInstanceInfo, type AppLcmOpOcc, begin, createInstance, FORCEFUL, GRACEFUL, inState, INSTANCES, onboardApplication, OPERATIONS, perform, settled, stateOf,
} from '../support/lifecycle/lifecycle.js';
import { appInstanceOf } from '../support/mm5.js';
import { descriptor } from '../support/packages/package-file.js';
import { PACKAGES, setState } from '../support/packages/packages.js';
import { dataFolderOf } from '../support/data-folder.js';
import { launchProcess } from '../support/process.js';
import { specAgent, type SpecAgent } from '../support/spec-agent.js';
import { World } from '../support/world.js';

const TEST_TIMEOUT_MS = 480_000;
const SURVIVED_MS = 30_000;
const IDENTITY = { MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000003' };
const MEMORY = 128;
const RULES = { appDNSRule: [{ dnsRuleId: 'name', domainName: 'camera.edge.example', ipAddressType: 'IP_V4', ipAddress: '192.0.2.10' }] };
const DESCRIPTOR = { ...RULES, osContainerDescriptor: [{ ...descriptor().osContainerDescriptor[0]!, requestedMemoryResources: MEMORY }] };
const LACKING = { ...DESCRIPTOR, appServiceRequired: [{ serName: 'nothing', version: '1' }] };

interface Scene {
  world: World;
  api: SpecAgent;
  appDId: string;
  appPkgId: string;
  id: string;
  environment: Record<string, string>;
}

type Sent = [method: 'post' | 'delete', path: string, body?: object];

const NOTHING_BEGUN = ['app-lifecycle:before-operation', 'unit-of-work:before-commit'];
const BEGUN = 'app-lifecycle:after-operation-begun';
const COMPLETED = 'app-lifecycle:after-completion';
const FAILURE = ['app-lifecycle:before-failure', 'app-lifecycle:after-failure'];
const around = (plan: readonly string[]): string[] => plan.flatMap((name) => [`app-lifecycle:before-${name}`, `app-lifecycle:after-${name}`]);

const task = (name: string, body: object) => ({ id }: Scene): Sent => ['post', `${INSTANCES}/${id}/${name}`, body];
const instantiated = ({ api, id }: Scene) => perform(api, id, 'instantiate');
const stopped = async (scene: Scene) => {
  await instantiated(scene);
  await perform(scene.api, scene.id, 'operate', { changeStateTo: 'STOPPED' });
};

/** An operation, and the states of the application instance around it. */
interface Act {
  plan: keyof typeof PLANS;
  before?: (scene: Scene) => Promise<unknown>;
  request: (scene: Scene) => Sent;
  to: string;
}

const ACTS: Record<string, Act> = {
  'is instantiated': { plan: 'instantiate', request: task('instantiate', {}), to: 'STARTED' },
  'is terminated': { plan: 'terminate', before: instantiated, request: task('terminate', FORCEFUL), to: 'NOT_INSTANTIATED' },
  'is stopped': { plan: 'stop', before: instantiated, request: task('operate', { changeStateTo: 'STOPPED' }), to: 'STOPPED' },
  'is started': { plan: 'start', before: stopped, request: task('operate', { changeStateTo: 'STARTED' }), to: 'STARTED' },
  'has the platform configured for it': { plan: 'configure', before: instantiated, request: task('configure_platform_for_app', RULES), to: 'STARTED' },
};
const OF_INSTANCES = ['after-creation-of-instance', 'before-deletion-of-instance', 'after-deletion-of-instance'].map((step) => `app-lifecycle:${step}`);

const pointsOf = ({ plan }: Act) => [...NOTHING_BEGUN, BEGUN, ...around(PLANS[plan]), COMPLETED];

it('knows the steps of lifecycle operations', () => {
  const known = new Set([...Object.values(ACTS).flatMap(pointsOf), ...FAILURE, ...OF_INSTANCES]);
  expect(declaredFailpoints().filter((step) => step.startsWith('app-lifecycle:') && !known.has(step))).toEqual([]);
  expect(Object.values(ACTS).map(({ plan }) => plan).sort()).toEqual(Object.keys(PLANS).sort());
});

/** A process on the platform's database that dies at a step, of what it is asked to do or of what an earlier one has left. */
async function dieAt(step: string, { world, environment }: Scene, sent?: Sent): Promise<void> {
  const { databaseUrl } = world.platform;
  const server = await launchProcess({ ...environment, DATABASE_URL: databaseUrl, MEC_DATA_DIR: dataFolderOf(databaseUrl), NODE_ENV: 'test', MEC_CRASH_AT: step });
  const survived = setTimeout(() => server.signal('SIGTERM'), SURVIVED_MS);
  // The answer may be lost with the process.
  if (sent && (await server.ready())) await request(server.origin)[sent[0]](sent[1]).send(sent[2]).catch(() => undefined);
  const { signal, stdout, stderr } = await server.ended.finally(() => clearTimeout(survived));
  if (signal !== 'SIGKILL') throw new Error(`The process has not died at ${step}:\n${stdout}\n${stderr}`);
}

async function prepare(appD: object = DESCRIPTOR, settings: Record<string, string> = {}): Promise<Scene> {
  const environment = { ...IDENTITY, MEC_HOST_CAPACITY_FILE: capacityFile({ memoryMB: MEMORY }), ...settings };
  const world = await World.start({ environment });
  const api = specAgent({ get http() { return world.platform.http; } });
  const { appDId, appPkgId } = await onboardApplication(api, appD);
  const { id } = await createInstance(api, appDId);
  return { world, api, appDId, appPkgId, id, environment };
}

const restart = ({ world, environment }: Scene) => world.begin({ environment: { ...environment, DATABASE_URL: world.platform.databaseUrl } });

/** Until the application has been told to end, and that is recorded: nothing more is committed before somebody asks for it. */
const untilWaiting = ({ world }: Scene, path: string): Promise<void> =>
  eventually(async () => {
    const recorded = await readSql(world.platform.databaseUrl, `SELECT step FROM lifecycle_operation WHERE app_lcm_op_occ_id = '${path.split('/').at(-1)}'`);
    expect(recorded).toEqual([{ step: PLANS.terminate.indexOf('waiting') }]);
  });

const operationsOn = async ({ api }: Scene) => (await api.get(OPERATIONS).expect(200)).body as AppLcmOpOcc[];

/** Its memory is all that the host has: while it has it, nobody else gets any. */
async function expectHeld({ api, appDId, appPkgId, id }: Scene): Promise<void> {
  await api.get(appInstanceOf(id)).expect(200);
  expect((await api.get(`${PACKAGES}/${appPkgId}`).expect(200)).body).toMatchObject({ usageState: 'IN_USE' });
  const { id: other } = await createInstance(api, appDId);
  expect(await settled(api, await begin(api, other, 'instantiate'))).toMatchObject({ operationState: 'FAILED', error: { status: 403 } });
  await api.delete(`${INSTANCES}/${other}`).expect(204);
}

/** Nothing of it is left: neither identity nor rules, and somebody else has its memory. It and its package can go. */
async function expectGone({ api, appDId, appPkgId, id }: Scene, canRun = true): Promise<void> {
  await api.get(appInstanceOf(id)).expect(404);
  await api.get(dnsRulesOf(id)).expect(404);
  expect((await api.get(`${PACKAGES}/${appPkgId}`).expect(200)).body).toMatchObject({ usageState: 'NOT_IN_USE' });
  if (canRun) {
    const { id: other } = await createInstance(api, appDId);
    await perform(api, other, 'instantiate');
    await perform(api, other, 'terminate', FORCEFUL);
  }
  await api.delete(`${INSTANCES}/${id}`).expect(204);
  await setState(api, appPkgId, 'DISABLED');
  await api.delete(`${PACKAGES}/${appPkgId}`).expect(204);
}

async function endAll(scene: Scene): Promise<void> {
  const { api, id } = scene;
  if ((await stateOf(api, id)) !== 'NOT_INSTANTIATED') {
    await expectHeld(scene);
    await perform(api, id, 'terminate', FORCEFUL);
  }
  await expectGone(scene);
}

describe('an application instance whose platform dies again and again, at each step in turn,', () => {
  it.each(Object.entries(ACTS))(
    'while it %s, is as if it never had',
    async (_name, act) => {
      const scene = await prepare();
      await act.before?.(scene);
      const known = (await operationsOn(scene)).length;
      await scene.world.platform.stop();
      const sent = act.request(scene);
      const points = pointsOf(act);
      const begun = points.indexOf(BEGUN);
      for (const [index, point] of points.entries()) await dieAt(point, scene, index <= begun ? sent : undefined);
      await restart(scene);
      const operations = await operationsOn(scene);
      expect(operations.slice(known)).toMatchObject([{ operationState: 'COMPLETED' }]);
      expect(await stateOf(scene.api, scene.id)).toBe(act.to);
      await endAll(scene);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'while it cannot be instantiated, is as before',
    async () => {
      const scene = await prepare(LACKING);
      await scene.world.platform.stop();
      for (const [index, point] of FAILURE.entries()) await dieAt(point, scene, index === 0 ? task('instantiate', {})(scene) : undefined);
      await restart(scene);
      expect(await operationsOn(scene)).toMatchObject([{ operationState: 'FAILED', error: { status: 422 } }]);
      await expectGone(scene, false);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'while its instantiation is given up, is as before',
    async () => {
      const scene = await prepare(DESCRIPTOR, { MEC_GRANT_URL: 'http://127.0.0.1:9/granting/v1' });
      const path = await begin(scene.api, scene.id, 'instantiate');
      await inState(scene.api, path, 'FAILED_TEMP');
      await scene.world.platform.stop();
      for (const point of FAILURE) await dieAt(point, scene, ['post', `${path}/fail`]);
      await restart(scene);
      expect(await operationsOn(scene)).toMatchObject([{ operationState: 'FAILED', error: { status: 503 } }]);
      await expectGone(scene, false);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'while its termination is cancelled, can still be terminated',
    async () => {
      const scene = await prepare();
      const { api, id } = scene;
      await instantiated(scene);
      const path = await begin(api, id, 'terminate', GRACEFUL);
      await inState(api, path, 'PROCESSING');
      await untilWaiting(scene, path);
      await scene.world.platform.stop();
      for (const point of ['unit-of-work:before-commit', 'unit-of-work:after-commit']) await dieAt(point, scene, ['post', `${path}/cancel`, { CancelMode: 'GRACEFUL' }]);
      await restart(scene);
      expect(await inState(api, path, 'FAILED_TEMP')).toMatchObject({ isCancelPending: false, error: { detail: 'The operation has been cancelled.' } });
      expect(await stateOf(api, id)).toBe('STARTED');
      await api.post(`${path}/fail`).expect(200);
      await endAll(scene);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'while it is made and deleted, is there or is not',
    async () => {
      const scene = await prepare();
      await scene.world.platform.stop();
      const deletion: Sent = ['delete', `${INSTANCES}/${scene.id}`];
      const [creation, ...deletions] = OF_INSTANCES as [string, ...string[]];
      await dieAt(creation, scene, ['post', INSTANCES, { appDId: scene.appDId }]);
      for (const point of deletions) await dieAt(point, scene, deletion);
      await restart(scene);
      const left = (await scene.api.get(INSTANCES).expect(200)).body as AppInstanceInfo[];
      expect(left).toHaveLength(1);
      expect(left[0]!.id).not.toBe(scene.id);
    },
    TEST_TIMEOUT_MS,
  );
});
