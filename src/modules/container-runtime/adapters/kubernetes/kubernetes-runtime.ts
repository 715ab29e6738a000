import type { Clock } from '../../../common/clock/index.js';
import { log } from '../../../common/log/index.js';
import { ContainerRuntime, type RuntimeCapacity } from '../../domain/container-runtime.js';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';
import { BYTES_PER_MB, MILLIS_PER_CPU } from '../../domain/units.js';
import type { WorkloadRecord, WorkloadStatus } from '../../domain/workload-status.js';
import type { Workload } from '../../domain/workload.js';
import { type Cluster, clusterOf } from './cluster.js';
import { calling, until } from './kubernetes-calls.js';
import { KubernetesWorkloads } from './kubernetes-workloads.js';
import { namespaceOf } from './labels.js';
import { numberOf } from './resources.js';

/** The driver `kubernetes`: a namespace for each application instance. The cluster takes images from registries by itself. */
export class KubernetesRuntime extends ContainerRuntime {
  override readonly name = 'kubernetes';
  override readonly connection;
  private readonly cluster: Cluster;
  private readonly workloads: KubernetesWorkloads;

  /**
   * @param folder for archives while they are read
   * @param context of KUBECONFIG; absent: its current one
   * @throws RuntimeRefusal if KUBECONFIG names no cluster
   */
  constructor(kubeconfig: string | undefined, clock: Clock, folder: string, context?: string) {
    super();
    this.cluster = clusterOf(kubeconfig, context);
    this.connection = { vimType: 'OPENMEP.KUBERNETES', endpoint: this.cluster.server };
    this.workloads = new KubernetesWorkloads(this.cluster, clock, folder);
  }

  override namespaceOf(appInstanceId: string): string {
    return namespaceOf(appInstanceId);
  }

  override async start(): Promise<void> {
    try {
      await this.capacity();
      log.info({ server: this.cluster.server }, 'Containers run in the Kubernetes cluster.');
    } catch (error) {
      log.warn({ err: error, server: this.cluster.server }, 'The Kubernetes cluster does not answer yet; operations that need it will fail until it does.');
    }
  }

  override async capacity(signal?: AbortSignal): Promise<RuntimeCapacity> {
    const { items } = await calling(signal, (abortSignal) => this.cluster.core.listNode({}, until(abortSignal)));
    const total = (name: string) => items.reduce((sum, { status }) => sum + numberOf(status?.allocatable?.[name]), 0);
    return { cpuMillis: Math.floor(total('cpu') * MILLIS_PER_CPU), memoryMB: Math.floor(total('memory') / BYTES_PER_MB) };
  }

  override async loadImage(): Promise<string> {
    throw new RuntimeRefusal('the cluster takes images from registries; one that is in a package cannot be given to it');
  }

  override async fetchImage(reference: string): Promise<string> {
    return reference;
  }

  /** Only the nodes know; they fetch what they lack. */
  override async hasImage(): Promise<boolean> {
    return true;
  }

  override async removeImage(): Promise<void> {}

  override create(workload: Workload, signal?: AbortSignal): Promise<void> {
    return this.workloads.create(workload, signal);
  }

  override startContainers(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    return this.workloads.start(appInstanceId, signal);
  }

  override stopContainers(appInstanceId: string, graceSeconds: number, signal?: AbortSignal): Promise<void> {
    return this.workloads.stop(appInstanceId, graceSeconds, signal);
  }

  override remove(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    return this.workloads.remove(appInstanceId, signal);
  }

  override inspect(appInstanceId: string, signal?: AbortSignal): Promise<WorkloadStatus | undefined> {
    return this.workloads.inspect(appInstanceId, signal);
  }

  override list(platformId: string, signal?: AbortSignal): Promise<WorkloadRecord[]> {
    return this.workloads.list(platformId, signal);
  }

  override logs(appInstanceId: string, container: string, lines: number, signal?: AbortSignal): Promise<string[] | undefined> {
    return this.workloads.logs(appInstanceId, container, lines, signal);
  }
}
