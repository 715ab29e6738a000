import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { KubernetesRuntime } from '../../src/modules/container-runtime/adapters/kubernetes/kubernetes-runtime.js';
import { type ContainerPlan, RuntimeRefusal, type Workload } from '../../src/modules/container-runtime/index.js';
import { filesOf, unreadable } from '../support/containers/files-archive.js';
import { settledInTime } from '../support/kubernetes/settled-in-time.js';
import { StandInApi } from '../support/kubernetes/stand-in-api.js';
import { TestClock } from '../support/test-clock.js';

const CLOUD = 'here/edge-n';

describe('what a cloud runs in a Kubernetes cluster', () => {
  const clock = new TestClock();
  let api: StandInApi;
  let runtime: KubernetesRuntime;

  beforeEach(async () => {
    api = await StandInApi.start();
    runtime = new KubernetesRuntime(api.kubeconfig(), clock, tmpdir());
  });

  const inTime = <T>(work: Promise<T>) => settledInTime(clock, work);
  const plan = (changes: Partial<ContainerPlan> = {}): ContainerPlan => ({ name: 'web', image: 'nginx:latest', environment: {}, resources: {}, ...changes });
  const workload = (changes: Partial<Workload> = {}): Workload => ({
    platformId: CLOUD,
    appInstanceId: randomUUID(),
    appDId: 'shop',
    occurrenceId: randomUUID(),
    containers: [plan()],
    ports: [{ port: 80, protocol: 'TCP', hostPort: 1216, container: 'web' }],
    exposure: 'LOAD_BALANCER',
    ...changes,
  });
  const run = async (one: Workload) => {
    await inTime(runtime.create(one));
    await inTime(runtime.startContainers(one.appInstanceId));
  };
  const below = ({ appInstanceId }: Workload) => `/api/v1/namespaces/${runtime.namespaceOf(appInstanceId)}`;
  const statusOf = async ({ appInstanceId }: Workload) => (await runtime.inspect(appInstanceId))!;

  it('has its volumes: the files in a ConfigMap, each where it was, and a claim for what has none', async () => {
    const mounts = [{ volume: 'html', path: '/srv', readOnly: true }, { volume: 'data', path: '/data', readOnly: false }];
    const one = workload({
      containers: [plan({ mounts })],
      volumes: [{ name: 'html', files: filesOf({ 'index.html': 'Grüße', 'css/site.css': 'b{}', empty: '' }) }, { name: 'data' }],
    });
    await run(one);
    expect((await statusOf(one)).containers).toMatchObject([{ state: 'RUNNING' }]);
    const { binaryData, metadata } = api.cluster.read(`${below(one)}/configmaps/html`);
    expect(Object.values(binaryData!).map((content) => Buffer.from(content, 'base64').toString())).toEqual(['Grüße', 'b{}', '']);
    expect(metadata.annotations).toMatchObject({ 'openmep.app-instance': one.appInstanceId });
    const { template } = api.cluster.read(`/apis${below(one).slice('/api'.length).replace('/v1', '/apps/v1')}/deployments/application`).spec as { template: { spec: object } };
    expect(template.spec).toMatchObject({
      containers: [{ volumeMounts: [{ name: 'html', mountPath: '/srv', readOnly: true }, { name: 'data', mountPath: '/data' }] }],
      volumes: [
        { name: 'html', configMap: { name: 'html', items: [{ key: 'f0', path: 'index.html' }, { key: 'f1', path: 'css/site.css' }, { key: 'f2', path: 'empty' }] } },
        { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      ],
    });
    expect(api.cluster.read(`${below(one)}/persistentvolumeclaims/data`).spec).toMatchObject({ accessModes: ['ReadWriteOnce'] });
    await inTime(runtime.create(one));
    await inTime(runtime.remove(one.appInstanceId));
    expect(api.cluster.size).toBe(0);
  });

  it('takes files of 1 MiB and no more', async () => {
    const sized = (bytes: number) => workload({ volumes: [{ name: 'html', files: filesOf({ one: 'x'.repeat(bytes - 1), two: 'x' }) }] });
    await inTime(runtime.create(sized(2 ** 20)));
    const creating = runtime.create(sized(2 ** 20 + 1));
    await expect(creating).rejects.toBeInstanceOf(RuntimeRefusal);
    await expect(creating).rejects.toThrow('the files of volume html have 1048577 bytes, and a cluster takes 1048576');
  });

  it('is not created where its files cannot be read, or are in no archive', async () => {
    const gone = new Error('the file is gone');
    await expect(runtime.create(workload({ volumes: [{ name: 'html', files: unreadable(gone) }] }))).rejects.toBe(gone);
    const noArchive = { digest: 'sha256:none', open: async () => (await filesOf({ a: 'b' }).open()).take(0) };
    const creating = runtime.create(workload({ volumes: [{ name: 'html', files: noArchive }] }));
    await expect(creating).rejects.toThrow(/the archive of volume html cannot be read: .* no tar file/);
    expect(api.cluster.size).toBe(0);
  });

  it('is reached at an address of its own, as soon as there is one', async () => {
    const one = workload();
    api.cluster.balancing = false;
    await run(one);
    expect((await statusOf(one)).ports).toEqual([]);
    api.cluster.balancing = true;
    expect((await statusOf(one)).ports).toEqual([{ port: 80, protocol: 'TCP', address: '192.0.2.200', hostPort: 1216 }]);
    await inTime(runtime.stopContainers(one.appInstanceId, 1));
    expect((await statusOf(one)).ports).toEqual([]);
    const asked = workload({ hostAddress: '192.0.2.20' });
    await run(asked);
    expect((await statusOf(asked)).ports).toMatchObject([{ address: '192.0.2.20' }]);
  });

  it('is healthy while its check passes, and unhealthy once it has stopped to', async () => {
    const one = workload({ containers: [plan({ healthCheck: { test: ['CMD', 'true'] } }), plan({ name: 'unchecked' })] });
    api.cluster.notReady.add('web');
    await run(one);
    const health = async () => {
      await runtime.startContainers(one.appInstanceId);
      return (await statusOf(one)).containers.map((container) => container.health);
    };
    expect(await health()).toEqual(['STARTING', undefined]);
    api.cluster.notReady.clear();
    expect(await health()).toEqual(['HEALTHY', undefined]);
    api.cluster.notReady.add('web');
    expect(await health()).toEqual(['UNHEALTHY', undefined]);
  });

  it('has the labels of the cloud, as the cluster takes them', async () => {
    const one = workload({ labels: { 'openmep.cloud': 'Edge Cloud n', 'openmep.app-instance': 'of nobody' } });
    await inTime(runtime.create(one));
    const { labels, annotations } = api.cluster.read(below(one)).metadata;
    expect(labels!['openmep.cloud']).toMatch(/^edge-cloud-n--[0-9a-f]{16}$/);
    expect(annotations).toMatchObject({ 'openmep.cloud': 'Edge Cloud n', 'openmep.app-instance': one.appInstanceId });
  });

  it('is in the cluster of its context', async () => {
    const other = await StandInApi.start();
    const there = new KubernetesRuntime(api.kubeconfig(undefined, { 'edge-n': other.url }), clock, tmpdir(), 'edge-n');
    expect(there.connection.endpoint).toBe(other.url);
    await there.create(workload());
    expect([api.cluster.size, other.cluster.size]).toEqual([0, 4]);
    expect(() => new KubernetesRuntime(api.kubeconfig(), clock, tmpdir(), 'nowhere')).toThrow(/KUBECONFIG has no context nowhere/);
  });
});
