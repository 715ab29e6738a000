import { randomUUID } from 'node:crypto';
import { type ContainerPlan, ContainerRuntime, imageName, type Workload } from '../../src/modules/container-runtime/index.js';
import type { components } from '../../src/generated/runtime.js';
import { archiveOf, healthy, opening } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { eventually } from '../support/eventually.js';
import { startPlatform } from '../support/platform.js';
import { logsOf, RUNTIME, workloadOf, WORKLOADS } from '../support/runtime.js';
import { type SpecAgent, specAgent } from '../support/spec-agent.js';
import { TestClock } from '../support/test-clock.js';

type ContainerStatus = components['schemas']['ContainerStatus'];

const PLATFORM = randomUUID();

/** Standard output and standard error come to the engine on two ways: only with time between them their order is certain. */
const TALK = 'echo one; sleep 0.3; echo two >&2; sleep 0.3; echo three; sleep 0.3; echo vier Störungen >&2; sleep 3600';
const FAIL = 'echo about to fail >&2; exit 3';

describe('what is told over HTTP of the containers in the Docker engine', () => {
  let engine: DockerEngine;
  let runtime: ContainerRuntime;
  let api: SpecAgent;
  const images: Record<string, string> = {};

  beforeAll(async () => {
    engine = await DockerEngine.create();
    // By a clock that stands still: nobody comes and removes workloads that no operation has made.
    const platform = await startPlatform({ environment: { MEC_RUNTIME: 'docker', DOCKER_HOST: engine.host, MEC_PLATFORM_ID: PLATFORM }, clock: new TestClock() });
    runtime = platform.server.app.get(ContainerRuntime);
    api = specAgent(platform);
    const files = {
      healthy: await healthy(engine),
      talking: await archiveOf(engine, 'talking', ['/bin/sh', '-c', TALK]),
      failing: await archiveOf(engine, 'failing', ['/bin/sh', '-c', FAIL]),
    };
    for (const [name, { file }] of Object.entries(files)) images[name] = await runtime.loadImage({ open: opening(file), name: imageName('test', name) });
  }, 120_000);

  afterAll(() => engine.remove(), 60_000);

  const container = (image: string): ContainerPlan => ({ name: `The ${image}/one`, image: images[image]!, environment: {}, resources: {} });

  async function running(changes: Partial<Workload>): Promise<Workload> {
    const one = { platformId: PLATFORM, appInstanceId: randomUUID(), appDId: 'Analytics 1.0', occurrenceId: randomUUID(), containers: [], ports: [], ...changes };
    await runtime.create(one);
    await runtime.startContainers(one.appInstanceId);
    return one;
  }

  const containers = async ({ appInstanceId }: Workload) => (await api.get(workloadOf(appInstanceId)).expect(200)).body.containers as ContainerStatus[];
  const lines = async ({ appInstanceId }: Workload, image: string, query = '') =>
    (await api.get(logsOf(appInstanceId, container(image).name, query)).set('Accept', 'application/json').expect(200)).body as string[];

  it('the engine, its workloads, and none of other platforms', async () => {
    const { body } = await api.get(RUNTIME).expect(200);
    expect(body).toEqual({ driver: 'docker', engine: 'AVAILABLE', capacity: { cpuMillis: expect.any(Number), memoryMB: expect.any(Number) } });
    const { appInstanceId, appDId, occurrenceId } = await running({ containers: [container('talking')] });
    const foreign = await running({ platformId: randomUUID(), containers: [container('talking')] });
    await api.get(WORKLOADS).expect(200, [{ appInstanceId, appDId, appLcmOpOccId: occurrenceId }]);
    for (const path of [workloadOf(foreign.appInstanceId), logsOf(foreign.appInstanceId, container('talking').name)]) await api.get(path).expect(404);
    for (const id of [appInstanceId, foreign.appInstanceId]) await runtime.remove(id);
    await api.get(WORKLOADS).expect(200, []);
    await api.get(workloadOf(appInstanceId)).expect(404);
  });

  it('health and ports', async () => {
    const one = await running({ containers: [container('healthy')], ports: [{ port: 8000, protocol: 'TCP' }] });
    const { body } = await api.get(workloadOf(one.appInstanceId)).expect(200);
    expect(body).toMatchObject({ containers: [{ name: 'The healthy/one', state: 'RUNNING', restarts: 0 }], ports: [{ port: 8000, protocol: 'TCP', hostPort: expect.any(Number) }] });
    await eventually(async () => expect(await containers(one)).toMatchObject([{ health: 'HEALTHY' }]));
    await runtime.stopContainers(one.appInstanceId, 5);
    expect((await api.get(workloadOf(one.appInstanceId)).expect(200)).body).toMatchObject({ containers: [{ state: 'STOPPED', exitCode: 0 }], ports: [] });
    await runtime.remove(one.appInstanceId);
  });

  it('crashes, by exit code and number of restarts', async () => {
    const one = await running({ containers: [container('failing')] });
    await eventually(async () => {
      const [status] = await containers(one);
      expect(status).toMatchObject({ state: 'STOPPED', exitCode: 3 });
      expect(status!.restarts).toBeGreaterThan(1);
    });
    expect((await lines(one, 'failing', '?lines=2'))).toEqual(['about to fail', 'about to fail']);
    await runtime.remove(one.appInstanceId);
  });

  it('what they have written to standard output and standard error, in its order', async () => {
    const one = await running({ containers: [container('talking'), container('failing')] });
    const talk = ['one', 'two', 'three', 'vier Störungen'];
    await eventually(async () => expect(await lines(one, 'talking')).toEqual(talk));
    expect(await lines(one, 'talking', '?lines=2')).toEqual(talk.slice(2));
    const { text, headers } = await api.get(logsOf(one.appInstanceId, container('talking').name, '?lines=10000')).expect(200);
    expect([text, headers['content-type']]).toEqual([`${talk.join('\n')}\n`, 'text/plain; charset=utf-8']);
    expect((await lines(one, 'failing')).every((line) => line === 'about to fail')).toBe(true);
    await api.get(logsOf(one.appInstanceId, 'third')).expect(404);
    await runtime.stopContainers(one.appInstanceId, 0);
    expect(await lines(one, 'talking')).toEqual(talk);
    await runtime.remove(one.appInstanceId);
    await api.get(logsOf(one.appInstanceId, container('talking').name)).expect(404);
  });

  it('nothing while the engine is away, and everything again afterwards', async () => {
    const one = await running({ containers: [container('failing')] });
    await engine.stop();
    expect((await api.get(RUNTIME).expect(200)).body).toMatchObject({ engine: 'UNAVAILABLE' });
    for (const path of [WORKLOADS, workloadOf(one.appInstanceId), logsOf(one.appInstanceId, container('failing').name)])
      expect((await api.get(path).expect(503)).headers['retry-after']).toBe('1');
    await engine.start();
    await eventually(async () => expect(await lines(one, 'failing')).toContain('about to fail'));
    expect((await api.get(RUNTIME).expect(200)).body).toMatchObject({ engine: 'AVAILABLE' });
    await runtime.remove(one.appInstanceId);
  }, 60_000);
});
