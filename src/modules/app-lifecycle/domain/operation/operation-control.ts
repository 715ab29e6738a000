import { Injectable } from '@nestjs/common';
import { Lanes } from '../../../common/lanes/index.js';
import { conflict } from '../../../common/problem/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { type Cancellation, nextCancellation } from './cancellation.js';
import { ChangeRecord } from './change-record.js';
import type { LifecycleOperation } from './lifecycle-operation.js';
import { OperationLookup } from './operation-lookup.js';
import { OperationProgress } from './operation-progress.js';
import { OperationRepository } from './operation-repository.js';
import { OperationWorker } from './operation-worker.js';

/** Operations as clients see and direct them (MEC 010-2, 7.4.9 to 7.4.13). */
@Injectable()
export class OperationControl {
  constructor(
    private readonly operations: OperationRepository,
    private readonly lookup: OperationLookup,
    private readonly progress: OperationProgress,
    private readonly record: ChangeRecord,
    private readonly worker: OperationWorker,
    private readonly lanes: Lanes,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Oldest first. */
  all(): Promise<LifecycleOperation[]> {
    return this.operations.all();
  }

  /** @throws Problem 404 */
  require(appLcmOpOccId: string): Promise<LifecycleOperation> {
    return this.lookup.require(appLcmOpOccId);
  }

  /** @throws Problem 404, 409 unless it is PROCESSING and not being cancelled already; FORCED may follow GRACEFUL */
  async cancel(appLcmOpOccId: string, wanted: Cancellation): Promise<void> {
    const known = await this.lookup.require(appLcmOpOccId);
    await this.unitOfWork.run(async (transaction) => {
      const { operation } = await this.lookup.lock(transaction, known);
      if (operation.operationState !== 'PROCESSING') throw conflict(`The operation is ${operation.operationState}; only one that is PROCESSING can be cancelled.`);
      await this.operations.update(transaction, { ...operation, cancellation: nextCancellation(operation.cancellation, wanted) });
    });
    this.worker.cancel(appLcmOpOccId, wanted);
  }

  /** It goes on at the step at which it has stopped. @throws Problem 404, 409 unless it is FAILED_TEMP */
  async retry(appLcmOpOccId: string): Promise<void> {
    const known = await this.lookup.require(appLcmOpOccId);
    await this.unitOfWork.run(async (transaction) => {
      const { operation, instance } = await this.lookup.lock(transaction, known);
      await this.record.moveOperation(transaction, operation, 'be retried', instance);
    });
    this.worker.begin(appLcmOpOccId);
  }

  /** Nobody wants to retry it. @throws Problem 404, 409 unless it is FAILED_TEMP */
  async fail(appLcmOpOccId: string): Promise<LifecycleOperation> {
    const known = await this.lookup.require(appLcmOpOccId);
    return this.lanes.alone(known.appInstanceId, () => this.progress.abandon(known));
  }
}
