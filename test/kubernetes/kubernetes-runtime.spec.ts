import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { KubernetesRuntime } from '../../src/modules/container-runtime/adapters/kubernetes/kubernetes-runtime.js';
import { type ContainerPlan, RuntimeRefusal, RuntimeUnavailable, type Workload } from '../../src/modules/container-runtime/index.js';
import { settledInTime } from '../support/kubernetes/settled-in-time.js';
import { StandInApi } from '../support/kubernetes/stand-in-api.js';
import { TestClock } from '../support/test-clock.js';

const PLATFORM = 'Platform of the North';

describe('containers in a Kubernetes cluster', () => {
  const clock = new TestClock();
  let api: StandInApi;
  let runtime: KubernetesRuntime;

  beforeEach(async () => {
    api = await StandInApi.start();
    runtime = new KubernetesRuntime(api.kubeconfig(), clock, tmpdir());
  });

  const inTime = <T>(work: Promise<T>) => settledInTime(clock, work);
  const plan = (changes: Partial<ContainerPlan> = {}): ContainerPlan => ({ name: 'main', image: 'registry.example.com/analytics:1.2.0', environment: {}, resources: {}, ...changes });
  const workload = (changes: Partial<Workload> = {}): Workload => ({
    platformId: PLATFORM,
    appInstanceId: randomUUID(),
    appDId: 'https://example.com/Analytics/1.0 (a descriptor of any name)',
    occurrenceId: randomUUID(),
    containers: [plan()],
    ports: [{ port: 8000, protocol: 'TCP' }],
    ...changes,
  });
  const run = async (one: Workload) => {
    await inTime(runtime.create(one));
    await inTime(runtime.startContainers(one.appInstanceId));
  };

  it('are created, started, stopped, started again and removed, each as often as it is asked for', async () => {
    const one = workload();
    const { appInstanceId } = one;
    for (const _time of [1, 2]) await inTime(runtime.create(one));
    expect(await runtime.inspect(appInstanceId)).toEqual({ containers: [{ name: 'main', state: 'CREATED', restarts: 0 }], ports: [] });
    for (const _time of [1, 2]) await inTime(runtime.startContainers(appInstanceId));
    const ports = [{ port: 8000, protocol: 'TCP', address: '192.0.2.1', hostPort: 30_000 }];
    expect(await runtime.inspect(appInstanceId)).toEqual({ containers: [{ name: 'main', state: 'RUNNING', restarts: 0 }], ports });
    for (const _time of [1, 2]) await inTime(runtime.stopContainers(appInstanceId, 7));
    expect(await runtime.inspect(appInstanceId)).toEqual({ containers: [{ name: 'main', state: 'STOPPED', restarts: 0 }], ports: [] });
    expect(api.cluster.graces).toEqual(['7', '7']);
    await inTime(runtime.startContainers(appInstanceId));
    expect(await runtime.inspect(appInstanceId)).toMatchObject({ containers: [{ state: 'RUNNING' }], ports });
    for (const _time of [1, 2]) await inTime(runtime.remove(appInstanceId));
    expect(await runtime.inspect(appInstanceId)).toBeUndefined();
    expect(api.cluster.size).toBe(0);
    await inTime(runtime.stopContainers(appInstanceId, 7));
    await expect(runtime.startContainers(appInstanceId)).rejects.toBeInstanceOf(RuntimeRefusal);
  });

  it('are one namespace with a quota, a deployment and a service', async () => {
    const appInstanceId = randomUUID();
    const one = workload({
      appInstanceId,
      containers: [
        plan({ name: 'Main Container', environment: { OPENMEP_APP_INSTANCE_ID: appInstanceId }, resources: { requestedCpuMillis: 100, cpuMillisLimit: 250, requestedMemoryMB: 16, memoryMBLimit: 32.5, ephemeralStorageGBLimit: 1 } }),
        plan({ name: 'helper', image: 'helper:2', resources: { cpuMillisLimit: 50, extended: { 'nvidia.com/gpu': 1 } } }),
      ],
      ports: [{ port: 8000, protocol: 'TCP', hostPort: 31_000 }, { port: 53, protocol: 'UDP' }],
    });
    await runtime.create(one);
    const namespace = runtime.namespaceOf(appInstanceId);
    expect(namespace).toBe(`mec-${appInstanceId}`);
    const below = `/api/v1/namespaces/${namespace}`;
    expect(api.seen.filter((request) => request.startsWith('POST'))).toEqual([
      'POST /api/v1/namespaces', `POST ${below}/resourcequotas`, `POST /apis/apps/v1/namespaces/${namespace}/deployments`, `POST ${below}/services`,
    ]);
    expect(api.cluster.read(`${below}/resourcequotas/application`).spec).toEqual({ hard: { pods: '2', 'limits.cpu': '600m' } });
    expect(api.cluster.read(`${below}/services/application`).spec).toMatchObject({
      type: 'NodePort',
      ports: [{ name: 'tcp-8000', port: 8000, targetPort: 8000, protocol: 'TCP', nodePort: 31_000 }, { name: 'udp-53', port: 53, targetPort: 53, protocol: 'UDP' }],
    });
    const { spec } = api.cluster.read(`/apis/apps/v1/namespaces/${namespace}/deployments/application`);
    expect(spec).toMatchObject({ replicas: 0, strategy: { type: 'Recreate' } });
    const { containers } = (spec!['template'] as { spec: { containers: object[] } }).spec;
    expect(containers).toMatchObject([
      {
        image: 'registry.example.com/analytics:1.2.0',
        imagePullPolicy: 'IfNotPresent',
        env: [{ name: 'OPENMEP_APP_INSTANCE_ID', value: appInstanceId }],
        resources: { requests: { cpu: '100m', memory: '16000000' }, limits: { cpu: '250m', memory: '32500000', 'ephemeral-storage': '1000000000' } },
      },
      { name: 'helper', resources: { limits: { cpu: '50m', 'nvidia.com/gpu': '1' } } },
    ]);
    await inTime(runtime.startContainers(appInstanceId));
    expect((await runtime.inspect(appInstanceId))?.containers.map(({ name, state }) => [name, state])).toEqual([['Main Container', 'RUNNING'], ['helper', 'RUNNING']]);
  });

  it('need no service if they have no ports', async () => {
    const one = workload({ ports: [] });
    await run(one);
    expect((await runtime.inspect(one.appInstanceId))?.ports).toEqual([]);
  });

  it('tell what they have written', async () => {
    const one = workload({ containers: [plan({ name: 'Main' })] });
    await inTime(runtime.create(one));
    expect(await runtime.logs(one.appInstanceId, 'Main', 10)).toEqual([]);
    await inTime(runtime.startContainers(one.appInstanceId));
    const { containers } = (api.cluster.read(`/apis/apps/v1/namespaces/${runtime.namespaceOf(one.appInstanceId)}/deployments/application`).spec!['template'] as { spec: { containers: { name: string }[] } }).spec;
    api.cluster.logs.set(containers[0]!.name, 'one\ntwo\nthree\n');
    expect(await runtime.logs(one.appInstanceId, 'Main', 2)).toEqual(['two', 'three']);
    const long = Array.from({ length: 1000 }, (_, number) => `${number} ${'x'.repeat(10_000)}`);
    api.cluster.logs.set(containers[0]!.name, long.map((line) => `${line}\n`).join(''));
    expect(await runtime.logs(one.appInstanceId, 'Main', 1000)).toEqual(long.slice(-250));
    for (const [id, name] of [[one.appInstanceId, 'other'], [randomUUID(), 'Main']] as const) expect(await runtime.logs(id, name, 2)).toBeUndefined();
  });

  it.each([
    ['absent:1', []],
    ['crashing:1', ['the end']],
  ])('tell what they have written when %s does not run', async (image, lines) => {
    const one = workload({ containers: [plan({ image })] });
    await expect(run(one)).rejects.toBeInstanceOf(RuntimeUnavailable);
    api.cluster.logs.set('main', 'the end\n');
    expect(await runtime.logs(one.appInstanceId, 'main', 10)).toEqual(lines);
  });

  it('are found again after the death of the platform, and those of other platforms are not', async () => {
    const mine = [workload(), workload()];
    for (const one of [...mine, workload({ platformId: 'another' })]) await inTime(runtime.create(one));
    const records = mine.map(({ appInstanceId, appDId, occurrenceId }) => ({ appInstanceId, appDId, occurrenceId }));
    expect(await new KubernetesRuntime(api.kubeconfig(), clock, tmpdir()).list(PLATFORM)).toEqual(records);
  });

  it('take the place of what an earlier operation has left, even while that is on its way out', async () => {
    const left = workload();
    await run(left);
    const anew: Workload = { ...left, occurrenceId: randomUUID(), containers: [plan({ name: 'other' })] };
    await inTime(runtime.create(anew));
    expect((await runtime.inspect(left.appInstanceId))?.containers).toEqual([{ name: 'other', state: 'CREATED', restarts: 0 }]);
    api.cluster.delete(`/api/v1/namespaces/${runtime.namespaceOf(left.appInstanceId)}`);
    await inTime(runtime.create(anew));
    expect((await runtime.list(PLATFORM)).map(({ occurrenceId }) => occurrenceId)).toEqual([anew.occurrenceId]);
  });

  it.each<[string, Partial<Workload>, new () => Error, RegExp]>([
    ['whose image cannot be fetched', { containers: [plan({ image: 'absent:1' })] }, RuntimeUnavailable, /container main does not start: ImagePullBackOff/],
    ['whose image has no possible name', { containers: [plan({ image: 'INVALID:1' })] }, RuntimeRefusal, /InvalidImageName/],
    ['that crash', { containers: [plan({ image: 'crashing:1' })] }, RuntimeUnavailable, /CrashLoopBackOff/],
    ['at a port that nodes do not give', { ports: [{ port: 8000, protocol: 'TCP', hostPort: 80 }] }, RuntimeRefusal, /not in the valid range/],
  ])('%s are told of', async (_what, changes, kind, reason) => {
    const one = workload(changes);
    const running = run(one);
    await expect(running).rejects.toThrow(reason);
    await expect(running).rejects.toBeInstanceOf(kind);
    await inTime(runtime.remove(one.appInstanceId));
    expect(api.cluster.size).toBe(0);
  });

  it('that crash are shown with what they have ended with', async () => {
    const one = workload({ containers: [plan({ image: 'crashing:1' })] });
    await expect(run(one)).rejects.toThrow();
    expect((await runtime.inspect(one.appInstanceId))?.containers).toEqual([{ name: 'main', state: 'STOPPED', exitCode: 7, restarts: 3 }]);
  });

  it('are waited for no longer than five minutes, and no longer than the caller does', async () => {
    const one = workload();
    await inTime(runtime.create(one));
    api.cluster.list = () => [];
    await expect(inTime(runtime.startContainers(one.appInstanceId))).rejects.toThrow(/has not started .* within 300 s/);
    const cancelled = new AbortController();
    const starting = runtime.startContainers(one.appInstanceId, cancelled.signal);
    starting.catch(() => undefined);
    await clock.advance(1000);
    cancelled.abort(new Error('cancelled'));
    await expect(starting).rejects.toThrow('cancelled');
  });

  it('take images from registries only', async () => {
    await expect(runtime.loadImage()).rejects.toBeInstanceOf(RuntimeRefusal);
    expect(await runtime.fetchImage('registry.example.com/analytics:1.2.0')).toBe('registry.example.com/analytics:1.2.0');
    expect(await runtime.hasImage()).toBe(true);
  });

  it('have what the nodes have', async () => {
    expect(await runtime.capacity()).toEqual({ cpuMillis: 5930, memoryMB: 12_073 });
  });

  it.each<[string, () => void, new () => Error, RegExp]>([
    ['fails', () => (api.failing = 500), RuntimeUnavailable, /the cluster fails: the cluster is not well/],
    ['has too much to do', () => (api.failing = 429), RuntimeUnavailable, /the cluster fails/],
    ['forbids it', () => (api.failing = 403), RuntimeRefusal, /the cluster refuses: the cluster is not well/],
  ])('cannot be had while the cluster %s', async (_what, change, kind, reason) => {
    const one = workload();
    change();
    for (const attempt of [() => runtime.create(one), () => runtime.inspect(one.appInstanceId), () => runtime.list(PLATFORM)]) {
      await expect(attempt()).rejects.toThrow(reason);
      await expect(attempt()).rejects.toBeInstanceOf(kind);
    }
    await runtime.start();
  });

  it('cannot be had where nobody listens, or with credentials that are not good', async () => {
    await expect(new KubernetesRuntime(api.kubeconfig('wrong'), clock, tmpdir()).list(PLATFORM)).rejects.toThrow(/the cluster refuses: Unauthorized/);
    const file = api.kubeconfig();
    api.stop();
    const nobody = new KubernetesRuntime(file, clock, tmpdir());
    await expect(nobody.list(PLATFORM)).rejects.toBeInstanceOf(RuntimeUnavailable);
    await nobody.start();
  });

  it('are asked for no longer than the caller waits', async () => {
    api.silent = true;
    const cancelled = new AbortController();
    const asked = runtime.list(PLATFORM, cancelled.signal);
    setTimeout(() => cancelled.abort(new Error('cancelled')), 20);
    await expect(asked).rejects.toThrow('cancelled');
  });

  it('need a file that tells of a cluster', () => {
    expect(() => new KubernetesRuntime('/nowhere/config', clock, tmpdir())).toThrow(/KUBECONFIG \/nowhere\/config cannot be read/);
    expect(() => new KubernetesRuntime('/dev/null', clock, tmpdir())).toThrow(/KUBECONFIG/);
  });
});
