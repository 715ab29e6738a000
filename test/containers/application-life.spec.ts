import { imageName } from '../../src/modules/container-runtime/index.js';
import { asOciLayout, offering, serving, tooLate } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { type Changes, containersOf, expectNothingLeft, expectRunning, MEMORY_MB, onboardEdgeApplication, servicesCalled } from '../support/containers/edge-application.js';
import { PlatformOnEngine } from '../support/containers/platform-on-engine.js';
import { cleanUp } from '../support/clean-up.js';
import { dnsRulesOf } from '../support/app-support.js';
import { eventually } from '../support/eventually.js';
import { begin, createInstance, FORCEFUL, INSTANCES, perform, settled, stateOf } from '../support/lifecycle/lifecycle.js';
import { discard } from '../support/packages/packages.js';
import { writeYaml } from '../support/process.js';
import type { SpecAgent } from '../support/spec-agent.js';

const TIMEOUT_MS = 120_000;
const SW_IMAGE = 'camera-image';
const GRACEFUL_STOP = { changeStateTo: 'STOPPED', stopType: 'GRACEFUL', gracefulStopTimeout: 1 };

let engine: DockerEngine;
let platform: PlatformOnEngine;
let api: SpecAgent;
let image: string;

beforeAll(async () => {
  engine = await DockerEngine.create();
  cleanUp(() => engine.remove());
  // Room for one application at a time: what one of them leaves is what the next one lacks.
  platform = await PlatformOnEngine.on(engine, { MEC_HOST_CAPACITY_FILE: writeYaml({ zone: 'edge', memoryMB: MEMORY_MB }) });
  await platform.start();
  ({ api } = platform);
  image = (await offering(engine)).file;
}, TIMEOUT_MS);

/** An application instance of a package of its own; both are gone after the test, and the image, too. */
async function newApplication(file = image, changes: Changes = {}) {
  const { appDId, appPkgId, serName } = await onboardEdgeApplication(api, file, changes);
  const { id } = await createInstance(api, appDId);
  cleanUp(async () => {
    if ((await stateOf(api, id)) !== 'NOT_INSTANTIATED') await perform(api, id, 'terminate', FORCEFUL);
    await expectNothingLeft(engine, api, id, serName);
    await api.delete(`${INSTANCES}/${id}`).expect(204);
    await discard(api, appPkgId);
    await eventually(async () => expect(await imageTags()).not.toContain(imageName(appDId, SW_IMAGE)));
    expect(platform.errorLog).toEqual([]);
  });
  return { id, appDId, serName, isRunning: () => expectRunning(engine, api, id, serName), isGone: () => expectNothingLeft(engine, api, id, serName) };
}

const imageTags = async () => (await engine.client.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);

describe('an application of a package with its image', () => {
  it.each([
    ['as docker save writes it', () => image],
    ['as an OCI image layout', () => asOciLayout(engine, image)],
  ])('%s, is instantiated, reached, stopped, started and terminated', async (_format, file) => {
    const { id, appDId, serName, isRunning, isGone } = await newApplication(file());
    expect(await imageTags()).toEqual([imageName(appDId, SW_IMAGE)]);
    await isGone();
    await perform(api, id, 'instantiate');
    await isRunning();
    await perform(api, id, 'operate', GRACEFUL_STOP);
    expect(await containersOf(engine, id)).toEqual(['exited']);
    expect(await servicesCalled(api, serName)).toEqual([]);
    await perform(api, id, 'operate', { changeStateTo: 'STARTED' });
    await isRunning();
    expect(await containersOf(engine, id)).toEqual(['running']);
    await perform(api, id, 'terminate', { terminationType: 'GRACEFUL' });
    await isGone();
    await perform(api, id, 'instantiate');
    await isRunning();
  }, TIMEOUT_MS);

  it('that says too late that it is ready is stopped all the same', async () => {
    const { id, serName } = await newApplication((await tooLate(engine)).file);
    await perform(api, id, 'instantiate');
    await perform(api, id, 'operate', GRACEFUL_STOP);
    expect(await containersOf(engine, id)).toEqual(['exited']);
    expect(await servicesCalled(api, serName)).toEqual([]);
    await perform(api, id, 'operate', { changeStateTo: 'STARTED' });
    await api.get(dnsRulesOf(id)).expect(200);
  }, TIMEOUT_MS);

  it('has it loaded again if somebody has removed it', async () => {
    const { id, isRunning } = await newApplication();
    for (const tag of await imageTags()) await engine.client.getImage(tag).remove();
    expect(await engine.client.listImages()).toEqual([]);
    await perform(api, id, 'instantiate');
    await isRunning();
  }, TIMEOUT_MS);

  it('runs that, and not what has taken its name', async () => {
    const { id, appDId, isRunning } = await newApplication();
    await engine.load((await serving(engine)).file, imageName(appDId, SW_IMAGE));
    await perform(api, id, 'instantiate');
    await isRunning();
  }, TIMEOUT_MS);
});

describe('an instantiation that cannot be', () => {
  it('for a service that it requires and nobody offers is FAILED and leaves nothing', async () => {
    const { id, isGone } = await newApplication(image, { appD: { appServiceRequired: [{ serName: 'weather', version: '2.0.0' }] } });
    const operation = await settled(api, await begin(api, id, 'instantiate'));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 422, detail: expect.stringContaining('no weather of version 2.0.0 is ACTIVE') as string } });
    await isGone();
  }, TIMEOUT_MS);

  it('for want of room is FAILED and leaves nothing', async () => {
    const [first, second] = [await newApplication(), await newApplication()];
    await perform(api, first.id, 'instantiate');
    const operation = await settled(api, await begin(api, second.id, 'instantiate'));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 403, detail: expect.stringContaining('memory') as string } });
    await second.isGone();
    await perform(api, first.id, 'terminate', FORCEFUL);
    await perform(api, second.id, 'instantiate');
    await second.isRunning();
  }, TIMEOUT_MS);

  it('for a limit that the engine refuses is FAILED and leaves nothing', async () => {
    const { id, isGone } = await newApplication(image, { container: { cpuResourceLimit: 1_000_000 } });
    const operation = await settled(api, await begin(api, id, 'instantiate'));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 422, detail: expect.stringMatching(/container runtime refuses: .*CPUs/) as string } });
    await isGone();
  }, TIMEOUT_MS);
});

describe('while the engine is not there', () => {
  it('an instantiation is FAILED_TEMP, and COMPLETED by retry when it is back', async () => {
    const { id, isRunning } = await newApplication();
    await engine.stop();
    const path = await begin(api, id, 'instantiate');
    expect(await settled(api, path)).toMatchObject({ operationState: 'FAILED_TEMP', error: { status: 503, detail: expect.stringContaining('Docker engine does not answer') as string } });
    await engine.start();
    await api.post(`${path}/retry`).expect(202);
    expect(await settled(api, path)).toMatchObject({ operationState: 'COMPLETED' });
    await isRunning();
  }, TIMEOUT_MS);
});

describe('after a platform that has died', () => {
  it('the next one finds the containers again', async () => {
    const { id, isRunning } = await newApplication();
    await perform(api, id, 'instantiate');
    await isRunning();
    const before = await engine.client.listContainers();
    await platform.kill('SIGKILL');
    await platform.start();
    await isRunning();
    expect((await engine.client.listContainers()).map(({ Id }) => Id)).toEqual(before.map(({ Id }) => Id));
    await perform(api, id, 'operate', GRACEFUL_STOP);
    expect(await containersOf(engine, id)).toEqual(['exited']);
  }, TIMEOUT_MS);

  it('an application is terminated whose containers somebody has removed', async () => {
    const { id, isGone } = await newApplication();
    await perform(api, id, 'instantiate');
    await platform.kill('SIGKILL');
    for (const { Id } of await engine.client.listContainers()) await engine.client.getContainer(Id).remove({ force: true });
    await platform.start();
    await perform(api, id, 'terminate', FORCEFUL);
    await isGone();
  }, TIMEOUT_MS);
});
