import type { V1Deployment, V1Namespace, V1Pod } from '@kubernetes/client-node';
import type { Clock } from '../../../common/clock/index.js';
import { legibleName } from '../../domain/legible-name.js';
import { MOST_LOG_BYTES } from '../../domain/most-log-bytes.js';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';
import type { WorkloadRecord, WorkloadStatus } from '../../domain/workload-status.js';
import type { Workload } from '../../domain/workload.js';
import type { Cluster } from './cluster.js';
import { containerNames, RUNNING, STOPPED, toDeployment } from './deployment.js';
import { calling, CONFLICT, NOT_FOUND, patching, until, unlessStatus } from './kubernetes-calls.js';
import { namespaceOf, OBJECT_NAME, POD_SELECTOR, recordOf, selectorOf } from './labels.js';
import { toNamespace } from './namespace.js';
import { waitUntil } from './patience.js';
import { containerStatuses, hasRun, isRunning, presentPod } from './pod-status.js';
import { toQuota } from './quota.js';
import { publishedPorts, toService } from './service.js';
import { filesOfVolumes } from './volume-files.js';
import { toVolumeObject } from './volume.js';

/** Images may have to come from far away. */
const STARTING_MS = 300_000;
const ENDING_MS = 60_000;

/** The namespaces of a cluster in which applications are. */
export class KubernetesWorkloads {
  constructor(
    private readonly cluster: Cluster,
    private readonly clock: Clock,
    /** For archives while they are read. */
    private readonly folder: string,
  ) {}

  async create(workload: Workload, signal?: AbortSignal): Promise<void> {
    const left = await this.namespace(workload.appInstanceId, signal);
    if (left && (left.metadata?.deletionTimestamp || recordOf(left.metadata).occurrenceId !== workload.occurrenceId)) await this.remove(workload.appInstanceId, signal);
    const { core, apps } = this.cluster;
    const namespace = namespaceOf(workload.appInstanceId);
    const service = toService(workload);
    const files = await filesOfVolumes(workload, this.folder, signal);
    const once = (make: (abortSignal: AbortSignal) => Promise<unknown>) => calling(signal, (abortSignal) => unlessStatus([CONFLICT], make(abortSignal)));
    await once((abortSignal) => core.createNamespace({ body: toNamespace(workload) }, until(abortSignal)));
    await once((abortSignal) => core.createNamespacedResourceQuota({ namespace, body: toQuota(workload) }, until(abortSignal)));
    for (const volume of workload.volumes ?? []) {
      const body = toVolumeObject(workload, volume, files.get(volume.name));
      await once((abortSignal) => (volume.files ? core.createNamespacedConfigMap({ namespace, body }, until(abortSignal)) : core.createNamespacedPersistentVolumeClaim({ namespace, body }, until(abortSignal))));
    }
    await once((abortSignal) => apps.createNamespacedDeployment({ namespace, body: toDeployment(workload, files) }, until(abortSignal)));
    if (service) await once((abortSignal) => core.createNamespacedService({ namespace, body: service }, until(abortSignal)));
  }

  async start(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    const deployment = await this.change(appInstanceId, RUNNING, signal);
    if (!deployment) throw new RuntimeRefusal(`the cluster has no containers of application instance ${appInstanceId} any more; terminated and instantiated again, it gets new ones`);
    const look = async () => isRunning(deployment, presentPod(await this.pods(appInstanceId, signal)));
    await waitUntil(this.clock, `started the containers of ${appInstanceId}`, STARTING_MS, look, signal);
  }

  /** A pod gets the grace of its deployment, or less if it is deleted with less. */
  async stop(appInstanceId: string, graceSeconds: number, signal?: AbortSignal): Promise<void> {
    if (!(await this.change(appInstanceId, STOPPED, signal))) return;
    const request = { namespace: namespaceOf(appInstanceId), labelSelector: POD_SELECTOR, gracePeriodSeconds: graceSeconds };
    await calling(signal, (abortSignal) => this.cluster.core.deleteCollectionNamespacedPod(request, until(abortSignal)));
    const look = async () => (await this.pods(appInstanceId, signal)).length === 0;
    await waitUntil(this.clock, `stopped the containers of ${appInstanceId}`, graceSeconds * 1000 + ENDING_MS, look, signal);
  }

  async remove(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    const request = { name: namespaceOf(appInstanceId) };
    await calling(signal, (abortSignal) => unlessStatus([NOT_FOUND, CONFLICT], this.cluster.core.deleteNamespace(request, until(abortSignal))));
    const look = async () => (await this.namespace(appInstanceId, signal)) === undefined;
    await waitUntil(this.clock, `removed the namespace ${request.name}`, ENDING_MS, look, signal);
  }

  async inspect(appInstanceId: string, signal?: AbortSignal): Promise<WorkloadStatus | undefined> {
    const place = { name: OBJECT_NAME, namespace: namespaceOf(appInstanceId) };
    const deployment = await this.deployment(appInstanceId, signal);
    if (!deployment) return undefined;
    const pod = presentPod(await this.pods(appInstanceId, signal));
    const service = await calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], this.cluster.core.readNamespacedService(place, until(abortSignal))));
    return { containers: containerStatuses(deployment, pod), ports: publishedPorts(service, pod) };
  }

  async list(platformId: string, signal?: AbortSignal): Promise<WorkloadRecord[]> {
    const request = { labelSelector: selectorOf(platformId) };
    const { items } = await calling(signal, (abortSignal) => this.cluster.core.listNamespace(request, until(abortSignal)));
    return items.map(({ metadata }) => recordOf(metadata));
  }

  async logs(appInstanceId: string, name: string, lines: number, signal?: AbortSignal): Promise<string[] | undefined> {
    const deployment = await this.deployment(appInstanceId, signal);
    if (!deployment || !containerNames(deployment).includes(name)) return undefined;
    const pod = presentPod(await this.pods(appInstanceId, signal));
    if (!pod || !hasRun(pod, name)) return [];
    const place = { name: pod.metadata!.name!, namespace: namespaceOf(appInstanceId), container: legibleName(name) };
    const found = (await this.log(place, lines, signal)).split('\n');
    return found.at(-1) === '' ? found.slice(0, -1) : found;
  }

  /** A limit of the API would cut off the end: as long as there is too much, fewer lines are asked for. */
  private async log(place: { name: string; namespace: string; container: string }, tailLines: number, signal?: AbortSignal): Promise<string> {
    const request = { ...place, tailLines, limitBytes: MOST_LOG_BYTES };
    const text = (await calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], this.cluster.core.readNamespacedPodLog(request, until(abortSignal))))) ?? '';
    return tailLines > 1 && Buffer.byteLength(text) >= MOST_LOG_BYTES ? this.log(place, Math.floor(tailLines / 2), signal) : text;
  }

  private namespace(appInstanceId: string, signal?: AbortSignal): Promise<V1Namespace | undefined> {
    const request = { name: namespaceOf(appInstanceId) };
    return calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], this.cluster.core.readNamespace(request, until(abortSignal))));
  }

  private deployment(appInstanceId: string, signal?: AbortSignal): Promise<V1Deployment | undefined> {
    const request = { name: OBJECT_NAME, namespace: namespaceOf(appInstanceId) };
    return calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], this.cluster.apps.readNamespacedDeployment(request, until(abortSignal))));
  }

  private change(appInstanceId: string, body: object, signal?: AbortSignal): Promise<V1Deployment | undefined> {
    const request = { name: OBJECT_NAME, namespace: namespaceOf(appInstanceId), body };
    return calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], this.cluster.apps.patchNamespacedDeployment(request, patching(abortSignal))));
  }

  private async pods(appInstanceId: string, signal?: AbortSignal): Promise<V1Pod[]> {
    const request = { namespace: namespaceOf(appInstanceId), labelSelector: POD_SELECTOR };
    return (await calling(signal, (abortSignal) => this.cluster.core.listNamespacedPod(request, until(abortSignal)))).items;
  }
}
