import { randomUUID } from 'node:crypto';
import { DockerRuntime } from '../../src/modules/container-runtime/adapters/docker/docker-runtime.js';
import { type ContainerPlan, imageName, RuntimeRefusal, RuntimeUnavailable, type Workload } from '../../src/modules/container-runtime/index.js';
import { archiveOf, healthy, opening, serving } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { eventually } from '../support/eventually.js';

const PLATFORM = randomUUID();

describe('containers in the Docker engine', () => {
  let engine: DockerEngine;
  let runtime: DockerRuntime;
  let server: string;
  const others: Record<string, string> = {};

  const load = async (name: string, file: string) => runtime.loadImage({ open: opening(file), name: imageName('test', name) });

  beforeAll(async () => {
    engine = await DockerEngine.create();
    runtime = new DockerRuntime(engine.host, engine.folder);
    server = await load('serving', (await serving(engine)).file);
    const commands = { stubborn: ['/bin/sleep', '3600'], crashing: ['/bin/false'], impossible: ['/bin/absent'], neighbour: ['/bin/sh', '-c', 'until wget -q -O - http://127.0.0.1:8000/; do sleep 0.1; done; sleep 3600'] };
    for (const [name, command] of Object.entries(commands)) others[name] = await load(name, (await archiveOf(engine, name, command)).file);
  }, 120_000);

  afterAll(() => engine.remove(), 60_000);

  const plan = (image: string, changes: Partial<ContainerPlan> = {}): ContainerPlan => ({ name: 'main', image, environment: {}, resources: {}, ...changes });

  /** Of an application instance that is gone after the test. */
  function workload(changes: Partial<Workload> = {}): Workload {
    const appInstanceId = randomUUID();
    made.push(appInstanceId);
    const containers = [plan(server, { environment: { OPENMEP_APP_INSTANCE_ID: appInstanceId } })];
    return { platformId: PLATFORM, appInstanceId, appDId: 'Analytics 1.0', occurrenceId: randomUUID(), containers, ports: [{ port: 8000, protocol: 'TCP' }], ...changes };
  }
  const made: string[] = [];
  afterEach(async () => {
    for (const appInstanceId of made.splice(0)) await runtime.remove(appInstanceId);
    expect(await engine.client.listContainers({ all: true })).toEqual([]);
  });

  const stateOf = async ({ appInstanceId }: Workload) => (await runtime.inspect(appInstanceId))?.containers.map(({ state }) => state);
  const page = async ({ appInstanceId }: Workload) => {
    const [port] = (await runtime.inspect(appInstanceId))!.ports;
    return (await eventually(() => engine.get(`http://127.0.0.1:${port!.hostPort}/`))).trim();
  };
  const twice = async (action: () => Promise<void>) => {
    await action();
    await action();
  };

  it('creates, starts, serves, stops, starts again and removes, each as often as it is asked to', async () => {
    const one = workload();
    const { appInstanceId } = one;
    await twice(() => runtime.create(one));
    expect(await runtime.inspect(appInstanceId)).toEqual({ containers: [{ name: 'main', state: 'CREATED', restarts: 0 }], ports: [] });
    expect(await runtime.logs(appInstanceId, 'main', 100)).toEqual([]);
    await twice(() => runtime.startContainers(appInstanceId));
    expect(await runtime.inspect(appInstanceId)).toEqual({
      containers: [{ name: 'main', state: 'RUNNING', restarts: 0 }],
      ports: [{ port: 8000, protocol: 'TCP', hostPort: expect.any(Number) as number }],
    });
    expect(await page(one)).toBe('hello from the edge');
    await twice(() => runtime.stopContainers(appInstanceId, 10));
    expect(await runtime.inspect(appInstanceId)).toEqual({ containers: [{ name: 'main', state: 'STOPPED', exitCode: 0, restarts: 0 }], ports: [] });
    expect(await runtime.logs(appInstanceId, 'main', 100)).toEqual(expect.arrayContaining([`I am ${appInstanceId}`, 'and this is an error', 'asked to stop']));
    expect(await runtime.logs(appInstanceId, 'main', 1)).toEqual(['asked to stop']);
    await runtime.startContainers(appInstanceId);
    expect(await page(one)).toBe('hello from the edge');
    await twice(() => runtime.remove(appInstanceId));
    expect(await runtime.inspect(appInstanceId)).toBeUndefined();
    expect(await runtime.logs(appInstanceId, 'main', 100)).toBeUndefined();
    await twice(() => runtime.stopContainers(appInstanceId, 10));
    await expect(runtime.startContainers(appInstanceId)).rejects.toBeInstanceOf(RuntimeRefusal);
  });

  it('publishes a port where it is asked to', async () => {
    const one = workload({ ports: [{ port: 8000, protocol: 'TCP', hostPort: 18_000 }] });
    await runtime.create(one);
    await runtime.startContainers(one.appInstanceId);
    expect((await runtime.inspect(one.appInstanceId))?.ports).toEqual([{ port: 8000, protocol: 'TCP', hostPort: 18_000 }]);
    expect(await page(one)).toBe('hello from the edge');
    const other = workload({ ports: one.ports });
    await runtime.create(other);
    await expect(runtime.startContainers(other.appInstanceId)).rejects.toThrow(/port is already allocated/);
    await expect(runtime.startContainers(other.appInstanceId)).rejects.toBeInstanceOf(RuntimeUnavailable);
    await runtime.remove(one.appInstanceId);
    await runtime.startContainers(other.appInstanceId);
    expect(await page(other)).toBe('hello from the edge');
  });

  it('ends by force what does not end by itself', async () => {
    const one = workload({ containers: [plan(others['stubborn']!)], ports: [] });
    await runtime.create(one);
    await runtime.startContainers(one.appInstanceId);
    await runtime.stopContainers(one.appInstanceId, 1);
    expect((await runtime.inspect(one.appInstanceId))?.containers).toEqual([{ name: 'main', state: 'STOPPED', exitCode: 137, restarts: 0 }]);
  });

  it('waits no longer than its caller does', async () => {
    const one = workload({ containers: [plan(others['stubborn']!)], ports: [] });
    await runtime.create(one);
    await runtime.startContainers(one.appInstanceId);
    const impatience = new AbortController();
    const stopping = runtime.stopContainers(one.appInstanceId, 600, impatience.signal);
    const reason = new Error('cancelled');
    impatience.abort(reason);
    await expect(stopping).rejects.toBe(reason);
    await expect(runtime.inspect(one.appInstanceId, impatience.signal)).rejects.toBe(reason);
  });

  it('lets the containers of an application share one network', async () => {
    const containers = [plan(server), plan(others['neighbour']!, { name: 'Neighbour next door' })];
    const one = workload({ containers });
    await twice(() => runtime.create(one));
    await twice(() => runtime.startContainers(one.appInstanceId));
    await eventually(async () => expect(await runtime.logs(one.appInstanceId, 'Neighbour next door', 10)).toEqual(['hello from the edge']));
    expect((await runtime.inspect(one.appInstanceId))?.containers.map(({ name }) => name)).toEqual(['main', 'Neighbour next door']);
    await runtime.stopContainers(one.appInstanceId, 1);
    expect(await stateOf(one)).toEqual(['STOPPED', 'STOPPED']);
    expect(await runtime.logs(one.appInstanceId, 'third', 1)).toBeUndefined();
  });

  it('gives a container the resources that it asks for, and no more', async () => {
    const one = workload({ containers: [plan(server, { resources: { requestedCpuMillis: 100, cpuMillisLimit: 250, requestedMemoryMB: 16, memoryMBLimit: 32 } })] });
    await runtime.create(one);
    const [container] = await engine.client.listContainers({ all: true });
    const { HostConfig } = await engine.client.getContainer(container!.Id).inspect();
    expect(HostConfig).toMatchObject({ CpuShares: 102, NanoCpus: 250_000_000, MemoryReservation: 16_000_000, Memory: 32_000_000, RestartPolicy: { Name: 'unless-stopped' } });
  });

  it.each<[string, () => Partial<Workload>, RegExp]>([
    ['an image that is not there', () => ({ containers: [plan(`sha256:${'0'.repeat(64)}`)] }), /No such image/],
    ['less memory than any container needs', () => ({ containers: [plan(server, { resources: { memoryMBLimit: 1 } })] }), /memory limit/i],
    ['more CPUs than there are', () => ({ containers: [plan(server, { resources: { cpuMillisLimit: 10_000_000 } })] }), /CPUs/],
    ['a resource that Docker does not have', () => ({ containers: [plan(server, { resources: { extended: { 'example.com/fpga': 1 } } })] }), /no resource example\.com\/fpga/],
    ['a program that is not in the image', () => ({ containers: [plan(others['impossible']!)] }), /no such file/],
    ['a graphics processor where there is none', () => ({ containers: [plan(server, { resources: { extended: { 'nvidia.com/gpu': 1 } } })] }), /could not select device driver/],
  ])('refuses to run %s', async (_what, changes, reason) => {
    const one = workload(changes());
    const running = runtime.create(one).then(() => runtime.startContainers(one.appInstanceId));
    await expect(running).rejects.toThrow(reason);
  });

  it('starts what crashes again, and tells how often', async () => {
    const one = workload({ containers: [plan(others['crashing']!)], ports: [] });
    await runtime.create(one);
    await runtime.startContainers(one.appInstanceId);
    await eventually(async () => expect((await runtime.inspect(one.appInstanceId))!.containers[0]!.restarts).toBeGreaterThan(1));
  });

  it('tells of the health of what says how it is found out', async () => {
    const one = workload({ containers: [plan(await load('healthy', (await healthy(engine)).file))] });
    await runtime.create(one);
    await runtime.startContainers(one.appInstanceId);
    const health = async () => (await runtime.inspect(one.appInstanceId))!.containers[0]!.health;
    expect(await health()).toBe('STARTING');
    await eventually(async () => expect(await health()).toBe('HEALTHY'));
  });

  it('finds its workloads again after the death of the platform, and none of other platforms', async () => {
    const mine = [workload(), workload()];
    const foreign = workload({ platformId: randomUUID() });
    for (const one of [...mine, foreign]) await runtime.create(one);
    await runtime.startContainers(mine[0]!.appInstanceId);
    const next = new DockerRuntime(engine.host, engine.folder);
    const records = mine.map(({ appInstanceId, occurrenceId }) => ({ appInstanceId, occurrenceId, appDId: 'Analytics 1.0' }));
    expect(await next.list(PLATFORM)).toEqual(expect.arrayContaining(records));
    expect(await next.list(PLATFORM)).toHaveLength(2);
    expect(await next.inspect(mine[0]!.appInstanceId)).toMatchObject({ containers: [{ state: 'RUNNING' }] });
    await next.remove(mine[0]!.appInstanceId);
    expect(await runtime.list(PLATFORM)).toEqual([records[1]]);
  });

  it('replaces what an earlier operation has left', async () => {
    const left = workload();
    await runtime.create(left);
    await runtime.startContainers(left.appInstanceId);
    const anew: Workload = { ...left, occurrenceId: randomUUID(), containers: [plan(others['stubborn']!, { name: 'other' })] };
    await runtime.create(anew);
    expect(await runtime.inspect(left.appInstanceId)).toEqual({ containers: [{ name: 'other', state: 'CREATED', restarts: 0 }], ports: [] });
    expect((await runtime.list(PLATFORM)).map(({ occurrenceId }) => occurrenceId)).toEqual([anew.occurrenceId]);
  });

  it('tells what the engine has', async () => {
    expect(await runtime.capacity()).toEqual({ cpuMillis: expect.any(Number) as number, memoryMB: expect.any(Number) as number });
    expect((await runtime.capacity()).cpuMillis % 1000).toBe(0);
  });

  it('survives a restart of the engine: what ran runs again, what was stopped stays so', async () => {
    const [running, stopped] = [workload(), workload()];
    for (const one of [running, stopped]) await runtime.create(one);
    for (const one of [running, stopped]) await runtime.startContainers(one.appInstanceId);
    await runtime.stopContainers(stopped.appInstanceId, 5);
    await engine.stop();
    await expect(runtime.inspect(running.appInstanceId)).rejects.toBeInstanceOf(RuntimeUnavailable);
    await expect(runtime.startContainers(running.appInstanceId)).rejects.toThrow(/Docker engine does not answer/);
    await runtime.start();
    await engine.start();
    await eventually(async () => expect(await stateOf(running)).toEqual(['RUNNING']));
    expect(await stateOf(stopped)).toEqual(['STOPPED']);
    expect(await page(running)).toBe('hello from the edge');
  }, 60_000);
});
