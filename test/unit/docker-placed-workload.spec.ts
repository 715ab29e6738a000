import { createHash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { DockerRuntime } from '../../src/modules/container-runtime/adapters/docker/docker-runtime.js';
import { type ContainerPlan, imageName, RuntimePortTaken, RuntimeRefusal, RuntimeUnavailable, type Workload } from '../../src/modules/container-runtime/index.js';
import { filesOf, unreadable } from '../support/containers/files-archive.js';
import { StandInDocker } from '../support/containers/stand-in-docker.js';

const IMAGE = 'sha256:web';
const NETWORK = { name: 'openmep-fog-n-yun', labels: { 'openmep.cloud': 'fog-n' } };

describe('what a cloud runs in a Docker engine', () => {
  let engine: StandInDocker;
  let runtime: DockerRuntime;

  beforeEach(async () => {
    engine = await StandInDocker.start();
    engine.objects.addImage(IMAGE);
    runtime = new DockerRuntime(engine.host, tmpdir());
  });

  const plan = (changes: Partial<ContainerPlan> = {}): ContainerPlan => ({ name: 'web', image: IMAGE, environment: {}, resources: {}, ...changes });
  const workload = (changes: Partial<Workload> = {}): Workload => ({
    platformId: 'here/fog-n',
    appInstanceId: randomUUID(),
    appDId: 'shop',
    occurrenceId: randomUUID(),
    containers: [plan()],
    ports: [{ port: 80, protocol: 'TCP', hostPort: 1216 }],
    hostAddress: '127.0.0.2',
    labels: { 'openmep.cloud': 'fog-n', 'openmep.occurrence': 'of nobody' },
    network: NETWORK,
    ...changes,
  });
  const filled = (changes: Partial<Workload> = {}) =>
    workload({
      containers: [plan({ mounts: [{ volume: 'html', path: '/srv', readOnly: true }] }), plan({ name: 'helper' })],
      volumes: [{ name: 'html', files: filesOf({ 'index.html': 'hello' }) }, { name: 'data' }],
      ...changes,
    });
  const run = async (one: Workload) => {
    await runtime.create(one);
    await runtime.startContainers(one.appInstanceId);
  };
  const volumeOf = ({ appInstanceId }: Workload, name: string) => engine.objects.volumes.get(`openmep-${appInstanceId}-${name}`);
  const expectNothingLeft = () => expect([engine.objects.names, [...engine.objects.networks], [...engine.objects.volumes]]).toEqual([[], [], []]);

  it('is in the network of the cloud, at its address, with its labels', async () => {
    const one = workload({ containers: [plan(), plan({ name: 'helper' })] });
    for (const _time of [1, 2]) await run(one);
    expect([...engine.objects.networks]).toEqual([[NETWORK.name, NETWORK.labels]]);
    const [first, second] = engine.objects.containers(['openmep.cloud=fog-n']);
    expect(first!.HostConfig.NetworkMode).toBe(NETWORK.name);
    expect(second!.HostConfig.NetworkMode).toBe(`container:${first!.Id}`);
    expect(first!.Labels['openmep.occurrence']).toBe(one.occurrenceId);
    expect((await runtime.inspect(one.appInstanceId))?.ports).toEqual([{ port: 80, protocol: 'TCP', address: '127.0.0.2', hostPort: 1216 }]);
    await runtime.remove(one.appInstanceId);
    expectNothingLeft();
  });

  it('leaves the network to those that are still in it, also if they do not run', async () => {
    const [one, other] = [workload(), workload()];
    await run(one);
    await runtime.create(other);
    await runtime.remove(one.appInstanceId);
    await runtime.startContainers(other.appInstanceId);
    await Promise.all([runtime.remove(other.appInstanceId), runtime.create(one)]);
    await runtime.startContainers(one.appInstanceId);
    const third = workload({ hostAddress: '127.0.0.4' });
    await run(third);
    await Promise.all([one, third].map(({ appInstanceId }) => runtime.remove(appInstanceId)));
    expectNothingLeft();
  });

  it('has no network any more once a removal that was broken off is carried on', async () => {
    const one = workload();
    await run(one);
    await runtime.stopContainers(one.appInstanceId, 0);
    engine.objects.removeNetwork(NETWORK.name);
    await runtime.remove(one.appInstanceId);
    expectNothingLeft();
  });

  it('leaves a network in which a stranger is', async () => {
    const one = workload();
    await run(one);
    engine.objects.create('stranger', { Image: IMAGE, HostConfig: { NetworkMode: NETWORK.name } });
    engine.objects.start('stranger');
    await runtime.remove(one.appInstanceId);
    expect([engine.objects.names, engine.objects.networks.size]).toEqual([['stranger'], 1]);
  });

  it('has its volumes, filled once, before there are containers', async () => {
    const one = filled();
    for (const _time of [1, 2]) await runtime.create(one);
    expect(volumeOf(one, 'html')!.files.map((archive) => archive.toString('utf8', 512, 517))).toEqual(['hello']);
    expect(volumeOf(one, 'data')!.files).toEqual([]);
    expect(engine.objects.names).toHaveLength(2);
    await runtime.remove(one.appInstanceId);
    expectNothingLeft();
  });

  it('has no volume of an earlier operation, whatever that has left', async () => {
    const left = filled();
    await runtime.create(left);
    await runtime.create({ ...left, occurrenceId: randomUUID() });
    expect(volumeOf(left, 'html')!.files).toHaveLength(1);
    for (const name of engine.objects.names.reverse()) engine.objects.remove(name);
    engine.objects.create(`openmep-${left.appInstanceId}.filler`, { Image: IMAGE, HostConfig: { Mounts: [{ Source: volumeOf(left, 'html')!.Name, Target: '/files/html' }] } });
    await runtime.create({ ...left, occurrenceId: randomUUID() });
    expect(volumeOf(left, 'html')!.files).toHaveLength(1);
    await runtime.remove(left.appInstanceId);
    expectNothingLeft();
  });

  it('is not created where its files cannot be read; what is there by then goes with it', async () => {
    const gone = new Error('the file is gone');
    const one = filled({ volumes: [{ name: 'html', files: unreadable(gone) }] });
    await expect(runtime.create(one)).rejects.toBe(gone);
    await runtime.remove(one.appInstanceId);
    expectNothingLeft();
  });

  it.each<[string, () => unknown, new () => Error, RegExp]>([
    ['another container has', async () => run(workload()), RuntimePortTaken, /port is already allocated/],
    ['a stranger has', () => engine.objects.strangers.add('127.0.0.2:1216'), RuntimePortTaken, /address already in use/],
    ['is at an address that the host does not have', () => engine.objects.foreignAddresses.add('127.0.0.2'), RuntimeRefusal, /cannot assign requested address/],
  ])('does not start at a port that %s', async (_who, obstacle, kind, words) => {
    await obstacle();
    const one = workload();
    await runtime.create(one);
    const starting = runtime.startContainers(one.appInstanceId);
    await expect(starting).rejects.toBeInstanceOf(kind);
    await expect(starting).rejects.toThrow(words);
  });

  it('is of an image that is sent once, and forgotten by its name', async () => {
    const archive = { name: imageName('placement', 'web'), open: filesOf({ 'config.json': '{}', 'manifest.json': '[{"Config":"config.json","Layers":[]}]' }).open };
    const image = `sha256:${createHash('sha256').update('{}').digest('hex')}`;
    for (const _time of [1, 2]) expect(await runtime.loadImage(archive)).toBe(image);
    expect(engine.seen.filter((request) => request.startsWith('POST /images/load'))).toHaveLength(1);
    await run(workload({ containers: [plan({ image })] }));
    await runtime.removeImage(archive.name);
    expect(await runtime.hasImage(image)).toBe(false);
  });

  it('tells of its health, and nothing while the engine fails', async () => {
    const one = workload({ containers: [plan({ healthCheck: { test: ['CMD', 'true'] } })] });
    await run(one);
    const health = async () => (await runtime.inspect(one.appInstanceId))!.containers[0]!.health;
    expect(await health()).toBe('HEALTHY');
    engine.objects.health.set('web', 'unhealthy');
    expect(await health()).toBe('UNHEALTHY');
    engine.failing = 500;
    await expect(health()).rejects.toBeInstanceOf(RuntimeUnavailable);
  });

  it('has the port of another cloud at another address', async () => {
    for (const hostAddress of ['127.0.0.2', '127.0.0.3']) await run(workload({ hostAddress }));
    expect(engine.objects.containers([]).flatMap(({ ports }) => ports['80/tcp']!.map(({ HostIp }) => HostIp))).toEqual(['127.0.0.2', '127.0.0.3']);
  });
});
