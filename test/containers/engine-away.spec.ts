import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DockerRuntime } from '../../src/modules/container-runtime/adapters/docker/docker-runtime.js';
import { imageName } from '../../src/modules/container-runtime/index.js';
import { cleanUp } from '../support/clean-up.js';
import { opening, serving } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { addressOf, containersOf, edgePackage, expectNothingLeft, onboardEdgeApplication } from '../support/containers/edge-application.js';
import { eventually } from '../support/eventually.js';
import { begin, createInstance, FORCEFUL, INSTANCES, perform, settled, stateOf } from '../support/lifecycle/lifecycle.js';
import { discard, examined, onboard, upload } from '../support/packages/packages.js';
import { specAgent, type SpecAgent } from '../support/spec-agent.js';
import { World } from '../support/world.js';

const TIMEOUT_MS = 120_000;
const PLATFORM = '0198c0de-0000-7000-8000-000000000006';
const SW_IMAGE = 'camera-image';

let engine: DockerEngine;
let runtime: DockerRuntime;
let image: string;
let world: World;
let api: SpecAgent;

beforeAll(async () => {
  engine = await DockerEngine.create();
  cleanUp(() => engine.remove());
  runtime = new DockerRuntime(engine.host, engine.folder);
  image = (await serving(engine)).file;
  world = await World.start({ environment: { MEC_PLATFORM_ID: PLATFORM, MEC_RUNTIME: 'docker', DOCKER_HOST: engine.host } });
  api = specAgent(world.platform);
}, TIMEOUT_MS);

/** Does something while the engine is not there. */
async function away<T>(work: () => Promise<T>): Promise<T> {
  await engine.stop();
  try {
    return await work();
  } finally {
    await engine.start();
  }
}

async function running() {
  const { appDId, appPkgId, serName } = await onboardEdgeApplication(api, image);
  const { id } = await createInstance(api, appDId);
  await perform(api, id, 'instantiate');
  const end = async () => {
    if ((await stateOf(api, id)) !== 'NOT_INSTANTIATED') await perform(api, id, 'terminate', FORCEFUL);
    await expectNothingLeft(engine, api, id, serName);
    await api.delete(`${INSTANCES}/${id}`).expect(204);
    await discard(api, appPkgId);
  };
  return { id, serName, end };
}

const tags = async () => (await engine.client.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);

describe('while the engine is away', () => {
  it('a package with an image is not onboarded, and is when its content comes again', async () => {
    const content = await edgePackage(readFileSync(image), 'appd-away', 'cars');
    const refused = await away(() => onboard(api, content));
    expect(refused).toMatchObject({ onboardingState: 'CREATED', onboardingFailureDetails: { status: 503, detail: expect.stringContaining('Docker engine does not answer') as string } });
    await upload(api, refused.id, content).expect(202);
    expect(await examined(api, refused.id)).toMatchObject({ onboardingState: 'ONBOARDED' });
    await discard(api, refused.id);
  }, TIMEOUT_MS);

  it('the image of a package that is deleted stays, and goes when the engine is back', async () => {
    const { appDId, appPkgId } = await onboardEdgeApplication(api, image);
    await away(() => discard(api, appPkgId));
    expect(await tags()).toContain(imageName(appDId, SW_IMAGE));
    await world.passTimeUntil(async () => expect(await tags()).not.toContain(imageName(appDId, SW_IMAGE)));
  }, TIMEOUT_MS);

  it('an application is not terminated, and is by retry', async () => {
    const { id, end } = await running();
    const path = await away(async () => {
      const begun = await begin(api, id, 'terminate', FORCEFUL);
      expect(await settled(api, begun)).toMatchObject({ operationState: 'FAILED_TEMP', error: { status: 503 } });
      return begun;
    });
    await api.post(`${path}/retry`).expect(202);
    expect(await settled(api, path)).toMatchObject({ operationState: 'COMPLETED' });
    await end();
  }, TIMEOUT_MS);

  it('an application is not stopped, and runs on if nobody retries it', async () => {
    const { id, end } = await running();
    const path = await away(async () => {
      const begun = await begin(api, id, 'operate', { changeStateTo: 'STOPPED' });
      expect(await settled(api, begun)).toMatchObject({ operationState: 'FAILED_TEMP', error: { status: 503 } });
      return begun;
    });
    await api.post(`${path}/fail`).expect(200);
    expect(await stateOf(api, id)).toBe('STARTED');
    await eventually(async () => expect(await containersOf(engine, id)).toEqual(['running']));
    await end();
  }, TIMEOUT_MS);
});

it('containers that no application instance has any more are removed, and no others', async () => {
  const { id, end } = await running();
  const loaded = await runtime.loadImage({ name: imageName('orphan', 'image'), open: opening(image) });
  const container = { name: 'main', image: loaded, environment: {}, resources: {} };
  const workload = { appDId: 'orphan', occurrenceId: randomUUID(), containers: [container], ports: [] };
  const [orphan, foreign] = [randomUUID(), randomUUID()];
  await runtime.create({ ...workload, platformId: PLATFORM, appInstanceId: orphan });
  await runtime.startContainers(orphan);
  await runtime.create({ ...workload, platformId: randomUUID(), appInstanceId: foreign });
  await world.passTimeUntil(async () => expect(await containersOf(engine, orphan)).toEqual([]));
  expect(await containersOf(engine, id)).toEqual(['running']);
  expect(await containersOf(engine, foreign)).toEqual(['created']);
  await end();
}, TIMEOUT_MS);

it('an application whose containers somebody has removed cannot be started again, and can be terminated', async () => {
  const { id, end } = await running();
  await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
  await runtime.remove(id);
  const operation = await settled(api, await begin(api, id, 'operate', { changeStateTo: 'STARTED' }));
  expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 422, detail: expect.stringContaining('no containers') as string } });
  expect(await stateOf(api, id)).toBe('STOPPED');
  await end();
}, TIMEOUT_MS);

it('an application that has crashed is found where it is reached since', async () => {
  const { id, end } = await running();
  const before = await addressOf(api, id);
  const [container] = await engine.client.listContainers();
  const crash = await engine.client.getContainer(container!.Id).exec({ Cmd: ['/bin/busybox', 'kill', '1'] });
  await crash.start({ Detach: true });
  await world.passTimeUntil(async () => expect(await addressOf(api, id)).not.toBe(before));
  const after = await addressOf(api, id);
  // The platform calls itself mep.test here.
  expect(await eventually(() => engine.get(after.replace('mep.test', '127.0.0.1')))).toContain('hello');
  await end();
}, TIMEOUT_MS);
