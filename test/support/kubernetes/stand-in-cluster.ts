import { checkObject, type ClusterObject, containersOf, merged, podVolumesOf, StatusFault } from './cluster-objects.js';

const FIRST_NODE_PORT = 30_000;

/** What becomes of a container by its image: `absent:1` cannot be fetched, `crashing:1` ends by itself, everything else runs. */
const BEHAVIOUR: Record<string, object> = {
  'absent:1': { restartCount: 0, state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' } } },
  'INVALID:1': { restartCount: 0, state: { waiting: { reason: 'InvalidImageName', message: 'invalid reference format' } } },
  'crashing:1': { restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 7 } } },
};

/** When pods are scheduled. */
const SCHEDULED = '2026-11-21T12:00:00Z';

interface Condition {
  type: string;
  status: string;
  lastTransitionTime: string;
}

interface ContainerStatus {
  name: string;
  state: Record<string, object | undefined>;
  lastState?: Record<string, object | undefined>;
}

/** Objects in the order in which they were made, and what the controllers of a cluster make of them; they get a turn whenever pods are listed. */
export class StandInCluster {
  readonly nodes = [
    { metadata: { name: 'one' }, status: { allocatable: { cpu: '1930m', memory: '3977908Ki' } } },
    { metadata: { name: 'two' }, status: { allocatable: { cpu: '4', memory: '8G' } } },
  ];
  /** Text that containers have written, by the name of the container. */
  readonly logs = new Map<string, string>();
  /** Names of containers whose probe fails. */
  readonly notReady = new Set<string>();
  /** Whether something gives services addresses of their own. */
  balancing = true;
  /** Seconds of grace of each deletion of pods. */
  readonly graces: string[] = [];
  private readonly objects = new Map<string, ClusterObject>();
  private nodePorts = FIRST_NODE_PORT;
  private seconds = 0;

  /** @throws StatusFault */
  create(collection: string, object: ClusterObject): ClusterObject {
    const path = `${collection}/${object.metadata.name}`;
    const namespace = this.namespaceOf(collection);
    if (namespace !== undefined && !this.objects.has(namespace)) throw new StatusFault(404, 'NotFound', `namespace of ${path} not found`);
    if (namespace !== undefined && this.objects.get(namespace)!.metadata.deletionTimestamp) throw new StatusFault(403, 'Forbidden', 'the namespace is being terminated');
    if (this.objects.has(path)) throw new StatusFault(409, 'AlreadyExists', `${path} already exists`);
    checkObject(object);
    if (object.kind === 'Service') this.allocate(object);
    this.objects.set(path, object);
    return object;
  }

  /** @throws StatusFault */
  read(path: string): ClusterObject {
    const object = this.objects.get(path);
    if (!object) throw new StatusFault(404, 'NotFound', `${path} not found`);
    if (object.kind === 'Namespace' && object.metadata.deletionTimestamp) this.removeAll(path);
    if (object.kind === 'Service' && object.spec!['type'] === 'LoadBalancer' && this.balancing) object.status = { loadBalancer: { ingress: [{ ip: object.spec!['loadBalancerIP'] ?? '192.0.2.200' }] } };
    return object;
  }

  /** @throws StatusFault */
  patch(path: string, patch: unknown): ClusterObject {
    const changed = merged(this.read(path), patch) as ClusterObject;
    checkObject(changed);
    this.objects.set(path, changed);
    return changed;
  }

  /** A namespace goes when it has been looked at once more. @throws StatusFault */
  delete(path: string): ClusterObject {
    const object = this.objects.get(path);
    if (!object) throw new StatusFault(404, 'NotFound', `${path} not found`);
    if (object.metadata.deletionTimestamp) throw new StatusFault(409, 'Conflict', `${path} is being deleted`);
    object.metadata.deletionTimestamp = '2026-11-21T12:00:00Z';
    return object;
  }

  list(collection: string, selector: string | null): ClusterObject[] {
    const wanted = (selector ?? '').split(',').filter(Boolean).map((term) => term.split('=') as [string, string]);
    const children = [...this.objects].filter(([path]) => path.startsWith(`${collection}/`) && !path.slice(collection.length + 1).includes('/')).map(([, object]) => object);
    const found = children.filter(({ metadata: { labels = {} } }) => wanted.every(([name, value]) => labels[name] === value));
    if (collection.endsWith('/pods')) this.turn(collection);
    return found;
  }

  deleteAll(collection: string, selector: string | null, grace: string | null): void {
    this.graces.push(grace ?? '');
    for (const { metadata } of this.list(collection, selector)) metadata.deletionTimestamp ??= '2026-11-21T12:00:00Z';
  }

  /** Whether a container of a pod runs or has run. @throws StatusFault */
  hasRun(pod: string, container: string): boolean {
    const { containerStatuses = [] } = this.read(pod).status as { containerStatuses?: ContainerStatus[] };
    const status = containerStatuses.find(({ name }) => name === container);
    return status?.state['running'] !== undefined || status?.lastState?.['terminated'] !== undefined;
  }

  /** How many objects there are of any kind. */
  get size(): number {
    return this.objects.size;
  }

  private namespaceOf(collection: string): string | undefined {
    const name = /\/namespaces\/([^/]+)\//.exec(collection)?.[1];
    return name === undefined ? undefined : `/api/v1/namespaces/${name}`;
  }

  private allocate({ spec }: ClusterObject): void {
    for (const port of spec!['ports'] as { nodePort?: number }[]) port.nodePort ??= this.nodePorts++;
  }

  private removeAll(namespace: string): void {
    const name = namespace.split('/').at(-1)!;
    for (const path of this.objects.keys()) if (path === namespace || path.includes(`/namespaces/${name}/`)) this.objects.delete(path);
  }

  /** The deployment has a pod or none; a pod comes, runs and goes, one step in each turn. */
  private turn(collection: string): void {
    const path = collection.replace('/api/v1/', '/apis/apps/v1/').replace(/pods$/, 'deployments/application');
    const deployment = this.objects.get(path);
    const pods = [...this.objects].filter(([key]) => key.startsWith(`${collection}/`));
    for (const [key, pod] of pods) if (pod.metadata.deletionTimestamp) this.objects.delete(key);
    if (!deployment) return;
    const present = pods.filter(([, { metadata }]) => !metadata.deletionTimestamp).map(([, pod]) => pod);
    const wanted = deployment.spec!['replicas'] as number;
    if (wanted === 0) for (const { metadata } of present) metadata.deletionTimestamp = '2026-11-21T12:00:00Z';
    else if (present.length === 0) this.schedule(collection, deployment);
    else if (this.isMountable(collection, deployment)) for (const pod of present) this.run(pod, deployment);
  }

  private schedule(collection: string, deployment: ClusterObject): void {
    const { labels } = (deployment.spec!['template'] as ClusterObject).metadata;
    const name = `application-${this.nodePorts++}`;
    const waiting = containersOf(deployment).map((container) => ({ name: container.name, restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } }));
    this.objects.set(`${collection}/${name}`, { kind: 'Pod', metadata: { name, labels: labels! }, status: { phase: 'Pending', containerStatuses: waiting } });
  }

  private run(pod: ClusterObject, deployment: ClusterObject): void {
    const containers = containersOf(deployment);
    const isReady = containers.every(({ name }) => !this.notReady.has(name));
    const { containerStatuses: known, conditions } = (pod.status ?? {}) as { containerStatuses: ContainerStatus[]; conditions?: Condition[] };
    const runs = (name: string) => known.find((status) => status.name === name)?.state['running'];
    const running = (name: string) => ({ restartCount: 0, ready: !this.notReady.has(name), state: { running: runs(name) ?? { startedAt: this.now() } } });
    const containerStatuses = containers.map(({ name, image }) => ({ name, ...(BEHAVIOUR[image] ?? running(name)) }));
    const status = isReady ? 'True' : 'False';
    const ready = conditions?.find((condition) => condition.status === status) ?? { type: 'Ready', status, lastTransitionTime: conditions ? this.now() : SCHEDULED };
    pod.status = { phase: 'Running', hostIP: '192.0.2.1', containerStatuses, conditions: [ready] };
  }

  /** A second later each time. */
  private now(): string {
    return new Date(Date.parse(SCHEDULED) + ++this.seconds * 1000).toISOString();
  }

  /** Whether everything is there that a pod mounts; it waits for that else. */
  private isMountable(pods: string, deployment: ClusterObject): boolean {
    const namespace = pods.replace(/\/pods$/, '');
    return podVolumesOf(deployment).every(({ configMap, persistentVolumeClaim }) => {
      if (persistentVolumeClaim) return this.objects.has(`${namespace}/persistentvolumeclaims/${persistentVolumeClaim.claimName}`);
      const content = this.objects.get(`${namespace}/configmaps/${configMap!.name}`)?.binaryData;
      return content !== undefined && (configMap!.items ?? []).every(({ key }) => key in content);
    });
  }
}
