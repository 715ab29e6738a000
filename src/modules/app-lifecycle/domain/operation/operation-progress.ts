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

type Work = (transaction: Transaction, locked: Locked) => Promise<unknown>;

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
    private readonly unitOfWork: UnitOfWork,
    private readonly failpoints: Failpoints,
  ) {}

  /** A step is done, which was not the last. One that is being cancelled stumbles after it. */
  stepDone(done: LifecycleOperation, findings: Findings | void): Promise<void> {
    return this.unlessMoved(done, async (transaction, { operation: present, instance }) => {
      const operation = withStepDone(present, findings);
      if (operation.operationState === 'STARTING') return this.record.moveOperation(transaction, operation, 'be granted', instance);
      if (operation.cancellation) return this.record.moveOperation(transaction, operation, 'stumble', instance, cancelled());
      return this.operations.update(transaction, operation);
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
      await this.record.moveOperation(transaction, operation, 'complete', instance);
    });
    this.failpoints.reach(POINTS['after-completion']);
  }

  /** It cannot go on at present. */
  stumble(stopped: LifecycleOperation, problem: Problem): Promise<void> {
    return this.unlessMoved(stopped, (transaction, { operation, instance }) => this.record.moveOperation(transaction, operation, 'stumble', instance, toDocument(problem)));
  }

  /** It cannot succeed. */
  async giveUp(stopped: LifecycleOperation, problem: Problem): Promise<void> {
    this.failpoints.reach(POINTS['before-failure']);
    if (stopped.lcmOperation === 'INSTANTIATE') await this.release.clearEngine(stopped.appInstanceId);
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
    if (failed.lcmOperation === 'INSTANTIATE') await this.release.clearEngine(failed.appInstanceId);
    this.failpoints.reach(POINTS['after-failure']);
    return failed;
  }

  /** Of an instantiation nothing stays; after any other operation the application instance is as before. */
  private async fail(transaction: Transaction, { operation, instance }: Locked, event: OperationEvent, error: LifecycleOperation['error']): Promise<LifecycleOperation> {
    if (operation.lcmOperation === 'INSTANTIATE') {
      await this.release.endIdentity(transaction, instance.appInstanceId);
      await this.release.giveBack(transaction, instance);
    }
    return this.record.moveOperation(transaction, operation, event, instance, error);
  }

  private async unlessMoved(known: LifecycleOperation, work: Work): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const locked = await this.lookup.lock(transaction, known);
      const { step, operationState } = locked.operation;
      if (step === known.step && operationState === known.operationState) await work(transaction, locked);
    });
  }
}

const withStepDone = (operation: LifecycleOperation, findings: Findings | void): LifecycleOperation => ({
  ...operation,
  step: operation.step + 1,
  findings: { ...operation.findings, ...findings },
});
