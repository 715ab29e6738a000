import { Injectable } from '@nestjs/common';
import { Failpoints } from '../../../common/failpoints/index.js';
import { conflict, type Problem, toDocument } from '../../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { POINTS } from '../failpoints.js';
import { InstanceRepository } from '../instance/instance-repository.js';
import { ChangeRecord } from './change-record.js';
import type { Findings, LifecycleOperation } from './lifecycle-operation.js';
import { type Locked, OperationLookup } from './operation-lookup.js';
import { OperationRepository } from './operation-repository.js';
import type { OperationEvent } from './operation-states.js';
import { outcomeOf } from './outcome.js';
import { ReleaseOfResources } from './release-of-resources.js';
import { Restoration } from './restoration.js';

type Work = (transaction: Transaction, locked: Locked) => Promise<LifecycleOperation>;

const cancelled = () => toDocument(conflict('The operation has been cancelled.'));

/** Carries operations from step to step and from state to state, each time in one unit of work. One that has moved on meanwhile stays as it is. */
@Injectable()
export class OperationProgress {
  constructor(
    private readonly instances: InstanceRepository,
    private readonly operations: OperationRepository,
    private readonly lookup: OperationLookup,
    private readonly record: ChangeRecord,
    private readonly release: ReleaseOfResources,
    private readonly restoration: Restoration,
    private readonly unitOfWork: UnitOfWork,
    private readonly failpoints: Failpoints,
  ) {}

  /** A step is done, which was not the last. One that is being cancelled stumbles after it. Answers the operation as it is then. */
  stepDone(done: LifecycleOperation, findings: Findings | void): Promise<LifecycleOperation> {
    return this.unlessMoved(done, async (transaction, { operation: present, instance }) => {
      const operation = withStepDone(present, findings);
      if (operation.operationState === 'STARTING') return this.record.moveOperation(transaction, operation, 'be granted', instance);
      if (operation.cancellation) return this.record.moveOperation(transaction, operation, 'stumble', instance, cancelled());
      await this.operations.update(transaction, operation);
      return operation;
    });
  }

  /** The last step is done. */
  async complete(done: LifecycleOperation, findings: Findings | void): Promise<void> {
    await this.unlessMoved(done, async (transaction, { operation: present, instance: before }) => {
      const operation = withStepDone(present, findings);
      const instance = outcomeOf(operation, before);
      if (operation.lcmOperation === 'TERMINATE') await this.release.giveBack(transaction, instance);
      if (instance.state === before.state) await this.instances.update(transaction, instance);
      else await this.record.moveInstance(transaction, instance);
      return this.record.moveOperation(transaction, operation, 'complete', instance);
    });
    this.failpoints.reach(POINTS['after-completion']);
  }

  /** It cannot go on at present. */
  stumble(stopped: LifecycleOperation, problem: Problem): Promise<LifecycleOperation> {
    return this.unlessMoved(stopped, (transaction, { operation, instance }) => this.record.moveOperation(transaction, operation, 'stumble', instance, toDocument(problem)));
  }

  /** It cannot succeed. */
  async giveUp(stopped: LifecycleOperation, problem: Problem): Promise<void> {
    this.failpoints.reach(POINTS['before-failure']);
    await this.restoration.ofContainers(stopped);
    const event = stopped.operationState === 'STARTING' ? 'be rejected' : 'be given up';
    await this.unlessMoved(stopped, (transaction, locked) => this.fail(transaction, locked, event, toDocument(problem)));
    this.failpoints.reach(POINTS['after-failure']);
  }

  /** Nobody wants to retry it. @throws Problem 409 unless it is FAILED_TEMP */
  async abandon(stopped: LifecycleOperation): Promise<LifecycleOperation> {
    this.failpoints.reach(POINTS['before-failure']);
    const failed = await this.unitOfWork.run(async (transaction) => {
      const locked = await this.lookup.lock(transaction, stopped);
      return this.fail(transaction, locked, 'be failed', locked.operation.error);
    });
    await this.restoration.ofContainers(failed);
    this.failpoints.reach(POINTS['after-failure']);
    return failed;
  }

  private async fail(transaction: Transaction, locked: Locked, event: OperationEvent, error: LifecycleOperation['error']): Promise<LifecycleOperation> {
    await this.restoration.ofRecord(transaction, locked);
    return this.record.moveOperation(transaction, locked.operation, event, locked.instance, error);
  }

  private unlessMoved(known: LifecycleOperation, work: Work): Promise<LifecycleOperation> {
    return this.unitOfWork.run(async (transaction) => {
      const locked = await this.lookup.lock(transaction, known);
      const { step, operationState } = locked.operation;
      return step === known.step && operationState === known.operationState ? work(transaction, locked) : locked.operation;
    });
  }
}

const withStepDone = (operation: LifecycleOperation, findings: Findings | void): LifecycleOperation => ({
  ...operation,
  step: operation.step + 1,
  findings: { ...operation.findings, ...findings },
});
