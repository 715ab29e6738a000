import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { DockerRuntime } from '../../src/modules/container-runtime/adapters/docker/docker-runtime.js';
import { imageName, RuntimePortTaken, RuntimeRefusal, type Workload } from '../../src/modules/container-runtime/index.js';
import { opening, serving } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { filesOf } from '../support/containers/files-archive.js';
import { eventually } from '../support/eventually.js';

const PORT = 18_000;
const WORKING = { test: ['CMD', '/bin/wget', '-q', '-O', '-', 'http://127.0.0.1:8000/'], intervalS: 1, retries: 1 };

describe('what clouds run in one Docker engine', () => {
  let engine: DockerEngine;
  let runtime: DockerRuntime;
  let image: string;

  beforeAll(async () => {
    engine = await DockerEngine.create();
    runtime = new DockerRuntime(engine.host, engine.folder);
    image = await runtime.loadImage({ open: opening((await serving(engine)).file), name: imageName('placement', 'serving') });
  }, 120_000);

  afterAll(() => engine.remove(), 60_000);

  /** A page that names the cloud, at the cloud's address. */
  const workload = (cloud: string, hostAddress: string, changes: Partial<Workload> = {}): Workload => ({
    platformId: `here/${cloud}`,
    appInstanceId: randomUUID(),
    appDId: 'shop',
    occurrenceId: randomUUID(),
    containers: [
      { name: 'web', image, environment: {}, resources: {}, healthCheck: WORKING, mounts: [{ volume: 'pages', path: '/www', readOnly: true }] },
      { name: 'neighbour', image, entrypoint: ['/bin/sleep', '3600'], environment: {}, resources: {}, mounts: [{ volume: 'data', path: '/data', readOnly: false }] },
    ],
    ports: [{ port: 8000, protocol: 'TCP', hostPort: PORT }],
    hostname: 'shop',
    names: ['web', 'neighbour'],
    volumes: [{ name: 'pages', files: filesOf({ 'index.html': cloud, 'deep/in/a/folder.txt': `in ${cloud}` }) }, { name: 'data' }],
    network: { name: `openmep-${cloud}-yun`, labels: { 'openmep.cloud': cloud } },
    labels: { 'openmep.cloud': cloud },
    hostAddress,
    ...changes,
  });
  const run = async (one: Workload) => {
    await runtime.create(one);
    await runtime.startContainers(one.appInstanceId);
  };
  const page = (address: string, path = '') => engine.get(`http://${address}:${PORT}/${path}`);
  const networks = async () => (await engine.client.listNetworks({ filters: { label: ['openmep.cloud'] } })).map(({ Name }) => Name).sort();
  const containers = async () => (await engine.client.listContainers({ all: true })).map(({ Labels }) => `${Labels['openmep.cloud']}/${Labels['openmep.container']}`).sort();
  const volumes = async () => (await engine.client.listVolumes()).Volumes.length;
  const remove = ({ appInstanceId }: Workload) => runtime.remove(appInstanceId);

  afterEach(async () => {
    expect([await containers(), await networks(), await volumes()]).toEqual([[], [], 0]);
  });

  it('is told apart by network, address and label, and leaves nothing when it goes', async () => {
    const [n, m] = [workload('fog-n', '127.0.0.2'), workload('fog-m', '127.0.0.3')];
    for (const one of [n, m, n, m]) await run(one);
    expect(await containers()).toEqual(['fog-m/neighbour', 'fog-m/web', 'fog-n/neighbour', 'fog-n/web']);
    expect(await networks()).toEqual(['openmep-fog-m-yun', 'openmep-fog-n-yun']);
    expect(await volumes()).toBe(4);
    await eventually(async () => expect((await runtime.inspect(n.appInstanceId))!.containers[0]!.health).toBe('HEALTHY'));
    expect(await runtime.inspect(n.appInstanceId)).toMatchObject({
      containers: [{ name: 'web', state: 'RUNNING' }, { name: 'neighbour', state: 'RUNNING' }],
      ports: [{ port: 8000, protocol: 'TCP', address: '127.0.0.2', hostPort: PORT }],
    });
    expect(await eventually(() => page('127.0.0.2'))).toBe('fog-n');
    expect(await eventually(() => page('127.0.0.3'))).toBe('fog-m');
    expect(await page('127.0.0.2', 'deep/in/a/folder.txt')).toBe('in fog-n');
    expect((await runtime.list('here/fog-m')).map(({ appInstanceId }) => appInstanceId)).toEqual([m.appInstanceId]);
    await remove(n);
    expect([await containers(), await networks(), await volumes()]).toEqual([['fog-m/neighbour', 'fog-m/web'], ['openmep-fog-m-yun'], 2]);
    expect(await page('127.0.0.3')).toBe('fog-m');
    await remove(m);
  }, 60_000);

  it('keeps the network of a cloud for those that are still to start', async () => {
    const [one, other] = [workload('fog-n', '127.0.0.2'), workload('fog-n', '127.0.0.3')];
    await run(one);
    await runtime.create(other);
    await remove(one);
    await runtime.startContainers(other.appInstanceId);
    expect(await eventually(() => page('127.0.0.3'))).toBe('fog-n');
    await remove(other);
  }, 60_000);

  it('is put in place anew, with the files of now', async () => {
    const left = workload('fog-n', '127.0.0.2');
    await run(left);
    const anew = { ...left, occurrenceId: randomUUID(), volumes: [{ name: 'pages', files: filesOf({ 'index.html': 'anew' }) }, { name: 'data' }] };
    await run(anew);
    expect(await eventually(() => page('127.0.0.2'))).toBe('anew');
    await expect(page('127.0.0.2', 'deep/in/a/folder.txt')).rejects.toThrow(/404/);
    await remove(anew);
  }, 60_000);

  describe('at a port that a stranger has', () => {
    let stranger: ChildProcess;

    beforeEach(async () => {
      const [file, ...words] = engine.onHost;
      stranger = spawn(file!, [...words, 'busybox', 'httpd', '-f', '-p', `127.0.0.2:${PORT}`, '-h', engine.folder]);
      await eventually(async () => expect(await page('127.0.0.2').catch((error: Error) => error.message)).toMatch(/404/));
    });
    afterEach(() => stranger.kill('SIGKILL'));

    it('starts once the stranger has gone', async () => {
      const one = workload('fog-n', '127.0.0.2');
      const other = workload('fog-m', '127.0.0.3');
      await run(other);
      await runtime.create(one);
      await expect(runtime.startContainers(one.appInstanceId)).rejects.toBeInstanceOf(RuntimePortTaken);
      stranger.kill('SIGKILL');
      await once(stranger, 'exit');
      await runtime.startContainers(one.appInstanceId);
      expect(await eventually(() => page('127.0.0.2'))).toBe('fog-n');
      for (const each of [one, other]) await remove(each);
    }, 60_000);
  });

  it('does not start at the port of another container, nor at an address that the host does not have', async () => {
    const [first, second, nowhere] = [workload('fog-n', '127.0.0.2'), workload('fog-m', '127.0.0.2'), workload('fog-x', '192.0.2.99')];
    await run(first);
    await expect(run(second)).rejects.toBeInstanceOf(RuntimePortTaken);
    await expect(run(nowhere)).rejects.toBeInstanceOf(RuntimeRefusal);
    for (const each of [first, second, nowhere]) await remove(each);
  }, 60_000);
});
