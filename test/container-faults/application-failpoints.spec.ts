import '../../src/app.module.js';
import { PLANS } from '../../src/modules/app-lifecycle/domain/steps/plans.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { impossible, offering } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { containersOf, expectNothingLeft, expectRunning, MEMORY_MB, onboardEdgeApplication } from '../support/containers/edge-application.js';
import { PlatformOnEngine } from '../support/containers/platform-on-engine.js';
import { cleanUp } from '../support/clean-up.js';
import { capacityFile } from '../support/granting/granting.js';
import { type AppLcmOpOcc, createInstance, FORCEFUL, INSTANCES, OPERATIONS, perform, stateOf } from '../support/lifecycle/lifecycle.js';
import { discard } from '../support/packages/packages.js';

const TIMEOUT_MS = 600_000;

const ofLifecycle = (names: readonly string[]) => names.map((name) => `app-lifecycle:${name}`);
const around = (steps: readonly string[]) => ofLifecycle(steps.flatMap((step) => [`before-${step}`, `after-${step}`]));

/** The points of a whole operation, from the request to its end, in their order. */
const wholeOf = (plan: readonly string[]) => [...ofLifecycle(['before-operation', 'after-operation-begun']), ...around(plan), ...ofLifecycle(['after-completion'])];

/** Only the points of their own: those which stopping and starting share with the others are gone through there. */
const POINTS = {
  instantiate: wholeOf(PLANS.instantiate),
  terminate: wholeOf(PLANS.terminate),
  stop: around(['stop']),
  start: around(['start', 'addresses', 'resumption']),
  failure: ofLifecycle(['before-failure', 'after-failure']),
};

/** Without operation and without containers. */
const OF_INSTANCES = ofLifecycle(['after-creation-of-instance', 'before-deletion-of-instance', 'after-deletion-of-instance']);

it('every point of lifecycle operations is one at which the platform dies here', () => {
  const known = new Set([...Object.values(POINTS).flat(), ...OF_INSTANCES]);
  expect(declaredFailpoints().filter((point) => point.startsWith('app-lifecycle:') && !known.has(point))).toEqual([]);
});

describe('when the platform dies again and again, at each point in turn,', () => {
  let engine: DockerEngine;
  let platform: PlatformOnEngine;
  let id: string;
  let serName: string;

  beforeAll(async () => {
    engine = await DockerEngine.create();
    cleanUp(() => engine.remove());
  }, TIMEOUT_MS);

  /** An application instance on a platform of its own. After the test, nothing is left of it. */
  async function prepare(image: (engine: DockerEngine) => Promise<{ file: string }>, before: () => Promise<unknown> = async () => undefined): Promise<void> {
    platform = await PlatformOnEngine.on(engine, { MEC_HOST_CAPACITY_FILE: capacityFile({ memoryMB: MEMORY_MB }) });
    const { api } = platform;
    await platform.start();
    const { appDId, appPkgId, serName: name } = await onboardEdgeApplication(api, (await image(engine)).file);
    id = (await createInstance(api, appDId)).id;
    serName = name;
    cleanUp(async () => {
      await expectNothingLeft(engine, api, id, serName);
      await api.delete(`${INSTANCES}/${id}`).expect(204);
      await discard(api, appPkgId);
      expect(platform.errorLog).toEqual([]);
    });
    await before();
    await platform.kill('SIGTERM');
  }

  /** The request that begins the operation is sent until it has begun. Never is there more than one container. */
  async function dieAtEach(points: string[], task: string, body: object): Promise<void> {
    const ask = async () => void (await platform.api.post(`${INSTANCES}/${id}/${task}`).send(body));
    let isBegun = false;
    for (const point of points) {
      await platform.dieAt(point, isBegun ? undefined : ask);
      isBegun ||= !point.endsWith('before-operation');
      expect((await containersOf(engine, id)).length).toBeLessThanOrEqual(1);
    }
    await platform.start();
  }

  async function expectLast(operation: Partial<AppLcmOpOcc>): Promise<void> {
    const all = (await platform.api.get(OPERATIONS).expect(200)).body as AppLcmOpOcc[];
    expect(all.at(-1)).toMatchObject(operation);
  }

  const instantiate = () => perform(platform.api, id, 'instantiate');
  const stop = () => perform(platform.api, id, 'operate', { changeStateTo: 'STOPPED' });
  const terminate = () => perform(platform.api, id, 'terminate', FORCEFUL);

  it('an instantiation is completed, with one container', async () => {
    await prepare(offering);
    await dieAtEach(POINTS.instantiate, 'instantiate', {});
    await expectLast({ lcmOperation: 'INSTANTIATE', operationState: 'COMPLETED' });
    expect(await containersOf(engine, id)).toEqual(['running']);
    await expectRunning(engine, platform.api, id, serName);
    await terminate();
  }, TIMEOUT_MS);

  it('a termination is completed, without a container', async () => {
    await prepare(offering, instantiate);
    await dieAtEach(POINTS.terminate, 'terminate', FORCEFUL);
    await expectLast({ lcmOperation: 'TERMINATE', operationState: 'COMPLETED' });
    await expectNothingLeft(engine, platform.api, id, serName);
    await instantiate();
    await terminate();
  }, TIMEOUT_MS);

  it('an application is stopped', async () => {
    await prepare(offering, instantiate);
    await dieAtEach(POINTS.stop, 'operate', { changeStateTo: 'STOPPED' });
    await expectLast({ lcmOperation: 'OPERATE', operationState: 'COMPLETED' });
    expect(await stateOf(platform.api, id)).toBe('STOPPED');
    expect(await containersOf(engine, id)).toEqual(['exited']);
    await terminate();
  }, TIMEOUT_MS);

  it('an application that was stopped is started', async () => {
    await prepare(offering, () => instantiate().then(stop));
    await dieAtEach(POINTS.start, 'operate', { changeStateTo: 'STARTED' });
    await expectLast({ lcmOperation: 'OPERATE', operationState: 'COMPLETED' });
    await expectRunning(engine, platform.api, id, serName);
    await terminate();
  }, TIMEOUT_MS);

  it('an instantiation that the engine refuses when its container is there already is FAILED, and leaves none', async () => {
    await prepare(impossible);
    await dieAtEach(POINTS.failure, 'instantiate', {});
    await expectLast({ lcmOperation: 'INSTANTIATE', operationState: 'FAILED' });
    await expectNothingLeft(engine, platform.api, id, serName);
  }, TIMEOUT_MS);
});
