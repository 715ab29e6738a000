import request from 'supertest';
import '../../src/app.module.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import {
  type AppInstanceInfo, type AppLcmOpOcc, createInstance, FORCEFUL, INSTANCES, onboardApplication, OPERATIONS, perform, settled, stateOf,
} from '../support/lifecycle/lifecycle.js';
import { dnsRulesOf } from '../support/app-support.js';
import { PACKAGES, setState } from '../support/packages/packages.js';
import { dataFolderOf } from '../support/platform.js';
import { launchProcess } from '../support/process.js';
import { specAgent, type SpecAgent } from '../support/spec-agent.js';
import { World } from '../support/world.js';

const TEST_TIMEOUT_MS = 120_000;
const SURVIVED_MS = 30_000;
const IDENTITY = { MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000003' };
const RULES = { appDNSRule: [{ dnsRuleId: 'name', domainName: 'camera.edge.example', ipAddressType: 'IP_V4', ipAddress: '192.0.2.10' }] };
const LACKING = { appServiceRequired: [{ serName: 'nothing', version: '1' }] };

interface Scene {
  api: SpecAgent;
  appDId: string;
  id: string;
}

/** What a process is about to do when it dies. */
interface Act {
  descriptor?: object;
  before?: (scene: Scene) => Promise<unknown>;
  request: (scene: Scene) => [method: 'post' | 'delete', path: string, body?: object];
  /** The states of the application instance before and after. */
  from: string;
  to: string;
  /** The operation is FAILED in the end, not COMPLETED. */
  fails?: boolean;
  /** Steps at which the process dies. */
  steps: string[];
}

const around = (...names: string[]): string[] => names.flatMap((name) => [`before-${name}`, `after-${name}`]).map((step) => `app-lifecycle:${step}`);
const BEGINNING = ['app-lifecycle:before-operation', 'app-lifecycle:after-operation-begun', 'unit-of-work:before-commit', 'unit-of-work:after-commit'];
const task = (name: string, body: object) => ({ id }: Scene): ['post', string, object] => ['post', `${INSTANCES}/${id}/${name}`, body];
const instantiated = ({ api, id }: Scene) => perform(api, id, 'instantiate');
const stopped = async (scene: Scene) => {
  await instantiated(scene);
  await perform(scene.api, scene.id, 'operate', { changeStateTo: 'STOPPED' });
};

const ACTS: Record<string, Act> = {
  'it is instantiated': {
    request: task('instantiate', {}),
    from: 'NOT_INSTANTIATED',
    to: 'STARTED',
    steps: [...BEGINNING, ...around('grant', 'dependencies', 'identity', 'rules', 'images', 'creation', 'start', 'addresses'), 'app-lifecycle:after-completion'],
  },
  'it cannot be instantiated': {
    descriptor: LACKING,
    request: task('instantiate', {}),
    from: 'NOT_INSTANTIATED',
    to: 'NOT_INSTANTIATED',
    fails: true,
    steps: ['app-lifecycle:before-failure', 'app-lifecycle:after-failure'],
  },
  'it is terminated': {
    before: instantiated,
    request: task('terminate', FORCEFUL),
    from: 'STARTED',
    to: 'NOT_INSTANTIATED',
    steps: [...BEGINNING, ...around('grant', 'telling', 'waiting', 'removal'), 'app-lifecycle:after-completion'],
  },
  'it is stopped': { before: instantiated, request: task('operate', { changeStateTo: 'STOPPED' }), from: 'STARTED', to: 'STOPPED', steps: around('telling', 'waiting', 'stop') },
  'it is started': { before: stopped, request: task('operate', { changeStateTo: 'STARTED' }), from: 'STOPPED', to: 'STARTED', steps: around('start', 'addresses', 'resumption') },
  'the platform is configured for it': { before: instantiated, request: task('configure_platform_for_app', RULES), from: 'STARTED', to: 'STARTED', steps: around('dependencies', 'rules') },
};

const cases = Object.entries(ACTS).flatMap(([name, act]) => act.steps.map((step) => ({ name, act, step })));
const OF_INSTANCES = ['after-creation-of-instance', 'before-deletion-of-instance', 'after-deletion-of-instance'].map((step) => `app-lifecycle:${step}`);

it('knows the steps of lifecycle operations', () => {
  const known = new Set([...cases.map(({ step }) => step), ...OF_INSTANCES]);
  expect(declaredFailpoints().filter((step) => step.startsWith('app-lifecycle:') && !known.has(step))).toEqual([]);
});

/** A process on the platform's database that dies at a step of what it is asked to do. */
async function dieAt(step: string, databaseUrl: string, [method, path, body]: ReturnType<Act['request']>): Promise<void> {
  const server = await launchProcess({ ...IDENTITY, DATABASE_URL: databaseUrl, MEC_DATA_DIR: dataFolderOf(databaseUrl), NODE_ENV: 'test', MEC_CRASH_AT: step });
  const survived = setTimeout(() => server.signal('SIGTERM'), SURVIVED_MS);
  // The answer may be lost with the process.
  if (await server.ready()) await request(server.origin)[method](path).send(body).catch(() => undefined);
  expect(await server.ended.finally(() => clearTimeout(survived))).toMatchObject({ signal: 'SIGKILL' });
}

describe('an application instance whose platform dies when', () => {
  async function prepare(descriptor: object = RULES) {
    const world = await World.start({ environment: IDENTITY });
    const api = specAgent({ get http() { return world.platform.http; } });
    const { appDId, appPkgId } = await onboardApplication(api, descriptor);
    const { id } = await createInstance(api, appDId);
    const restart = () => world.begin({ environment: { ...IDENTITY, DATABASE_URL: world.platform.databaseUrl } });
    return { world, restart, appPkgId, scene: { api, appDId, id } };
  }

  /** Nothing of it is left: it and its package can go. */
  async function discard({ api, id }: Scene, appPkgId: string): Promise<void> {
    if ((await stateOf(api, id)) !== 'NOT_INSTANTIATED') await perform(api, id, 'terminate', FORCEFUL);
    await api.get(dnsRulesOf(id)).expect(404);
    await api.delete(`${INSTANCES}/${id}`).expect(204);
    await setState(api, appPkgId, 'DISABLED');
    await api.delete(`${PACKAGES}/${appPkgId}`).expect(204);
  }

  it.each(cases)(
    '$name, at $step, is as before or as after in the end',
    async ({ act, step }) => {
      const { world, restart, appPkgId, scene } = await prepare(act.descriptor);
      const { api, id } = scene;
      await act.before?.(scene);
      const known = ((await api.get(OPERATIONS).expect(200)).body as AppLcmOpOcc[]).length;
      await world.platform.stop();
      await dieAt(step, world.platform.databaseUrl, act.request(scene));
      await restart();
      const operations = (await api.get(OPERATIONS).expect(200)).body as AppLcmOpOcc[];
      const begun = operations.length > known;
      if (begun) expect(await settled(api, `${OPERATIONS}/${operations.at(-1)!.id}`)).toMatchObject({ operationState: act.fails ? 'FAILED' : 'COMPLETED' });
      else expect(['app-lifecycle:before-operation', 'unit-of-work:before-commit']).toContain(step);
      expect(await stateOf(api, id)).toBe(begun ? act.to : act.from);
      await discard(scene, appPkgId);
    },
    TEST_TIMEOUT_MS,
  );

  it.each(OF_INSTANCES)(
    'it is made or deleted, at %s, is there or is not',
    async (step) => {
      const { world, restart, scene } = await prepare();
      const isCreation = step.includes('creation');
      await world.platform.stop();
      await dieAt(step, world.platform.databaseUrl, isCreation ? ['post', INSTANCES, { appDId: scene.appDId }] : ['delete', `${INSTANCES}/${scene.id}`]);
      await restart();
      const ids = ((await scene.api.get(INSTANCES).expect(200)).body as AppInstanceInfo[]).map(({ id }) => id);
      const ofTheOther = isCreation ? 1 : 0;
      expect(ids).toHaveLength(ofTheOther + (step.includes('after-deletion') ? 0 : 1));
      for (const id of ids) await scene.api.delete(`${INSTANCES}/${id}`).expect(204);
    },
    TEST_TIMEOUT_MS,
  );
});
