import { log } from '../../common/log/index.js';
import { ContainerRuntime, type ImageArchive } from './container-runtime.js';
import type { Workload } from './workload.js';
import type { WorkloadRecord, WorkloadStatus } from './workload-status.js';

interface Held {
  workload: Workload;
  state: 'CREATED' | 'RUNNING' | 'STOPPED';
}

/** The driver `none`: keeps states for as long as the platform runs, and starts nothing. */
export class StandInRuntime extends ContainerRuntime {
  override readonly name = 'none';
  override readonly connection = { vimType: 'OPENMEP.NONE' };
  private readonly workloads = new Map<string, Held>();

  override async start(): Promise<void> {
    log.warn('No container is ever started, the states of applications are a record only: MEC_RUNTIME is none.');
  }

  override namespaceOf(): undefined {
    return undefined;
  }

  override async capacity(): Promise<undefined> {
    return undefined;
  }

  override async loadImage({ name }: ImageArchive): Promise<string> {
    return name;
  }

  override async fetchImage(_reference: string, name: string): Promise<string> {
    return name;
  }

  /** None is ever needed. */
  override async hasImage(): Promise<boolean> {
    return true;
  }

  override async removeImage(): Promise<void> {}

  override async create(workload: Workload): Promise<void> {
    const held = this.workloads.get(workload.appInstanceId);
    if (held?.workload.occurrenceId !== workload.occurrenceId) this.workloads.set(workload.appInstanceId, { workload, state: 'CREATED' });
  }

  /** One that an earlier process has created is not known here, and as good as any. */
  override async startContainers(appInstanceId: string): Promise<void> {
    this.enter(appInstanceId, 'RUNNING');
  }

  override async stopContainers(appInstanceId: string): Promise<void> {
    if (this.workloads.get(appInstanceId)?.state === 'RUNNING') this.enter(appInstanceId, 'STOPPED');
  }

  override async remove(appInstanceId: string): Promise<void> {
    this.workloads.delete(appInstanceId);
  }

  override async inspect(appInstanceId: string): Promise<WorkloadStatus | undefined> {
    const held = this.workloads.get(appInstanceId);
    return held && { containers: held.workload.containers.map(({ name }) => ({ name, state: held.state, restarts: 0 })), ports: [] };
  }

  override async list(platformId: string): Promise<WorkloadRecord[]> {
    return [...this.workloads.values()]
      .filter(({ workload }) => workload.platformId === platformId)
      .map(({ workload: { appInstanceId, appDId, occurrenceId } }) => ({ appInstanceId, appDId, occurrenceId }));
  }

  override async logs(appInstanceId: string, container: string): Promise<string[] | undefined> {
    const status = await this.inspect(appInstanceId);
    return status?.containers.some(({ name }) => name === container) ? [] : undefined;
  }

  private enter(appInstanceId: string, state: Held['state']): void {
    const held = this.workloads.get(appInstanceId);
    if (held) held.state = state;
  }
}
