import { Injectable } from '@nestjs/common';
import { notFound } from '../../../common/problem/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { InstanceRepository } from '../instance/instance-repository.js';
import type { LifecycleInstance } from '../instance/lifecycle-instance.js';
import type { LifecycleOperation } from './lifecycle-operation.js';
import { OperationRepository } from './operation-repository.js';

/** An operation and its application instance, which nobody else changes before the unit of work is over. */
export interface Locked {
  operation: LifecycleOperation;
  instance: LifecycleInstance;
}

const unknown = (appLcmOpOccId: string) => notFound(`There is no operation ${appLcmOpOccId}.`);

/** Finds operations. */
@Injectable()
export class OperationLookup {
  constructor(
    private readonly instances: InstanceRepository,
    private readonly operations: OperationRepository,
  ) {}

  /** @throws Problem 404 */
  async require(appLcmOpOccId: string): Promise<LifecycleOperation> {
    const found = await this.operations.find(appLcmOpOccId);
    if (!found) throw unknown(appLcmOpOccId);
    return found;
  }

  /** The application instance is locked first, as everyone locks it first. @throws Problem 404 if it has gone meanwhile */
  async lock(transaction: Transaction, { appInstanceId, appLcmOpOccId }: LifecycleOperation): Promise<Locked> {
    const instance = await this.instances.lock(transaction, appInstanceId);
    const operation = await this.operations.lock(transaction, appLcmOpOccId);
    if (!instance || !operation) throw unknown(appLcmOpOccId);
    return { operation, instance };
  }
}
