import { Injectable } from '@nestjs/common';
import { Terminations } from '../../../app-support/index.js';
import { log } from '../../../common/log/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { ContainerRuntime } from '../../../container-runtime/index.js';
import { Identities } from '../identities.js';
import type { LifecycleOperation } from './lifecycle-operation.js';
import type { Locked } from './operation-lookup.js';
import { ReleaseOfResources } from './release-of-resources.js';

/** Puts an application instance back as it was before an operation that has failed. What has been terminated of it stays so. */
@Injectable()
export class Restoration {
  constructor(
    private readonly identities: Identities,
    private readonly release: ReleaseOfResources,
    private readonly terminations: Terminations,
    private readonly runtime: ContainerRuntime,
  ) {}

  /** What is recorded of it, in the unit of work in which the operation becomes FAILED. */
  async ofRecord(transaction: Transaction, { operation, instance }: Locked): Promise<void> {
    const { appInstanceId, state } = instance;
    if (operation.lcmOperation === 'INSTANTIATE') {
      await this.identities.end(transaction, appInstanceId);
      await this.release.giveBack(transaction, instance);
    } else if (operation.lcmOperation === 'OPERATE' && state === 'STARTED') await this.identities.resume(transaction, appInstanceId);
  }

  /** Its containers. Never fails: those that a failed instantiation leaves all the same are removed as orphans later. */
  async ofContainers(operation: LifecycleOperation): Promise<void> {
    try {
      await this.putBack(operation);
    } catch (error) {
      const { appInstanceId, appLcmOpOccId } = operation;
      log.warn({ err: error, appInstanceId, appLcmOpOccId }, 'After an operation that has failed, the containers could not be put back as they were before.');
    }
  }

  private async putBack(operation: LifecycleOperation): Promise<void> {
    const { appInstanceId, lcmOperation, params } = operation;
    if (lcmOperation === 'INSTANTIATE') return this.runtime.remove(appInstanceId);
    if (lcmOperation !== 'OPERATE') return;
    if (params.changeStateTo === 'STOPPED') return this.runtime.startContainers(appInstanceId);
    await this.runtime.stopContainers(appInstanceId, 0);
    await this.terminations.insist(appInstanceId, 'STOPPING', 0, 0);
  }
}
