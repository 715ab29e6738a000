import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Lanes } from '../../common/lanes/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { ContainerRuntime } from '../../container-runtime/index.js';
import { PlatformIdentity } from '../../platform/index.js';
import { InstanceRepository } from './instance/instance-repository.js';
import { OperationRepository } from './operation/operation-repository.js';

const EVERY_MS = 30_000;

/** Containers of this platform that no application instance has any more: a death or a silent engine can leave them. */
@Injectable()
export class Orphans {
  constructor(
    private readonly runtime: ContainerRuntime,
    private readonly identity: PlatformIdentity,
    private readonly instances: InstanceRepository,
    private readonly operations: OperationRepository,
    private readonly lanes: Lanes,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.remove(), complaint: 'Containers that nobody has any more could not be removed; trying again.' });
  }

  async remove(): Promise<void> {
    for (const { appInstanceId } of await this.runtime.list(this.identity.id)) {
      // Whoever has an operation is no orphan, and nobody waits here for its end.
      if (!this.lanes.isBusy(appInstanceId)) await this.lanes.alone(appInstanceId, () => this.removeIfOrphan(appInstanceId));
    }
  }

  /** An operation that begins meanwhile waits for its turn in the lane. */
  private async removeIfOrphan(appInstanceId: string): Promise<void> {
    if (await this.operations.findOpen(appInstanceId)) return;
    const instance = await this.instances.find(appInstanceId);
    if (instance && instance.state !== 'NOT_INSTANTIATED') return;
    log.warn({ appInstanceId }, 'There are containers that no application instance has any more; they are removed.');
    await this.runtime.remove(appInstanceId);
  }
}
