import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { EventLog } from '../../../common/events/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { InstanceRepository } from '../instance/instance-repository.js';
import { INSTANCE_CHANGED, type LifecycleInstance, summaryOf } from '../instance/lifecycle-instance.js';
import { type LifecycleOperation, OPERATION_CHANGED } from './lifecycle-operation.js';
import { OperationRepository } from './operation-repository.js';
import { type OperationEvent, operationStates } from './operation-states.js';

/** Writes what becomes of instances and operations, each change of a state together with its event. */
@Injectable()
export class ChangeRecord {
  constructor(
    private readonly instances: InstanceRepository,
    private readonly operations: OperationRepository,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  /** A new operation, which is STARTING. */
  async begun(transaction: Transaction, operation: LifecycleOperation, instance: LifecycleInstance): Promise<void> {
    await this.operations.insert(transaction, operation);
    await this.tell(transaction, operation, instance);
  }

  /** The operation enters the state that follows; a cancellation is over with that, and so is what was wrong before. @throws Problem 409 */
  async moveOperation(
    transaction: Transaction,
    { cancellation: _over, error: _before, ...operation }: LifecycleOperation,
    event: OperationEvent,
    instance: LifecycleInstance,
    error?: LifecycleOperation['error'],
  ): Promise<LifecycleOperation> {
    const operationState = operationStates.next(operation.operationState, event);
    const moved = { ...operation, operationState, stateEnteredAt: this.clock.now(), ...(error && { error }) } as LifecycleOperation;
    await this.operations.update(transaction, moved);
    await this.tell(transaction, moved, instance);
    return moved;
  }

  /** Writes an application instance that has entered its state. */
  async moveInstance(transaction: Transaction, instance: LifecycleInstance): Promise<void> {
    await this.instances.update(transaction, instance);
    await this.eventLog.append(transaction, INSTANCE_CHANGED, { change: 'STATE_ENTERED', instance: summaryOf(instance) });
  }

  private async tell(transaction: Transaction, { appLcmOpOccId, lcmOperation, operationState }: LifecycleOperation, instance: LifecycleInstance): Promise<void> {
    const operation = { appLcmOpOccId, lcmOperation, operationState };
    await this.eventLog.append(transaction, OPERATION_CHANGED, { operation, instance: summaryOf(instance) });
  }
}
