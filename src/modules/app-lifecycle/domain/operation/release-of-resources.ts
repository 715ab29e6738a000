import { Injectable } from '@nestjs/common';
import { PackageUse } from '../../../app-package/index.js';
import { AppInstances } from '../../../app-instance/index.js';
import { log } from '../../../common/log/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { ContainerRuntime } from '../../../container-runtime/index.js';
import { GrantingService } from '../../../granting/index.js';
import type { LifecycleInstance } from '../instance/lifecycle-instance.js';

/** Gives back what an application instance has while it is INSTANTIATED. */
@Injectable()
export class ReleaseOfResources {
  constructor(
    private readonly appInstances: AppInstances,
    private readonly packageUse: PackageUse,
    private readonly granting: GrantingService,
    private readonly runtime: ContainerRuntime,
  ) {}

  /** Never fails: what the engine keeps all the same is removed as an orphan later. */
  async clearEngine(appInstanceId: string): Promise<void> {
    try {
      await this.runtime.remove(appInstanceId);
    } catch (error) {
      log.warn({ err: error, appInstanceId }, 'The containers of a failed instantiation could not be removed; they are removed later.');
    }
  }

  /** Its identity ends, and with it its rules, services and subscriptions. */
  async endIdentity(transaction: Transaction, appInstanceId: string): Promise<void> {
    if (this.appInstances.get(appInstanceId)) await this.appInstances.end(transaction, appInstanceId);
  }

  /** Neither the package nor the capacity of the host is used any longer. */
  async giveBack(transaction: Transaction, { appPkgId, appInstanceId }: LifecycleInstance): Promise<void> {
    await this.granting.release(transaction, appInstanceId);
    await this.packageUse.release(transaction, appPkgId, appInstanceId);
  }
}
