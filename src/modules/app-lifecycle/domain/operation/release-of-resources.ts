import { Injectable } from '@nestjs/common';
import { PackageUse } from '../../../app-package/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { GrantingService } from '../../../granting/index.js';
import type { LifecycleInstance } from '../instance/lifecycle-instance.js';

/** Gives back what an application instance has while it is INSTANTIATED. */
@Injectable()
export class ReleaseOfResources {
  constructor(
    private readonly packageUse: PackageUse,
    private readonly granting: GrantingService,
  ) {}

  /** Neither the package nor the capacity of the host is used any longer. */
  async giveBack(transaction: Transaction, { appPkgId, appInstanceId }: LifecycleInstance): Promise<void> {
    await this.granting.release(transaction, appInstanceId);
    await this.packageUse.release(transaction, appPkgId, appInstanceId);
  }
}
