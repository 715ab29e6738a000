import { Injectable } from '@nestjs/common';
import { AppInstances } from '../../app-instance/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';

/** What the other modules know of application instances while they are INSTANTIATED. */
@Injectable()
export class Identities {
  constructor(private readonly appInstances: AppInstances) {}

  /** Again does nothing. @throws Problem 409 if somebody else has registered an application under this id */
  async make(transaction: Transaction, appInstanceId: string, appName: string): Promise<void> {
    const known = await this.appInstances.lockIfThere(transaction, appInstanceId);
    if (known?.origin !== 'LIFECYCLE') await this.appInstances.create(transaction, { appInstanceId, appName, origin: 'LIFECYCLE' });
  }

  /** One that is STOPPED runs again; others stay as they are. */
  async resume(transaction: Transaction, appInstanceId: string): Promise<void> {
    const known = await this.appInstances.lockIfThere(transaction, appInstanceId);
    if (known?.state === 'STOPPED') await this.appInstances.transit(transaction, appInstanceId, 'start again');
  }

  /** With it end its rules, services and subscriptions. One that is not there, or is somebody else's, stays so. */
  async end(transaction: Transaction, appInstanceId: string): Promise<void> {
    const known = await this.appInstances.lockIfThere(transaction, appInstanceId);
    if (known?.origin === 'LIFECYCLE') await this.appInstances.end(transaction, appInstanceId);
  }
}
