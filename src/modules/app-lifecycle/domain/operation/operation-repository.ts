import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { LifecycleOperation } from './lifecycle-operation.js';

/** Where operations are kept. */
export abstract class OperationRepository {
  /** Oldest first. */
  abstract all(): Promise<LifecycleOperation[]>;
  abstract find(appLcmOpOccId: string): Promise<LifecycleOperation | undefined>;
  /** Those that are STARTING or PROCESSING, oldest first. */
  abstract underWay(): Promise<LifecycleOperation[]>;
  /** The one that occupies an application instance: STARTING, PROCESSING or FAILED_TEMP. */
  abstract findOpen(appInstanceId: string): Promise<LifecycleOperation | undefined>;
  /** Reads inside a unit of work that has locked the application instance. */
  abstract open(transaction: Transaction, appInstanceId: string): Promise<LifecycleOperation | undefined>;
  /** Reads it; nobody else can change it before the unit of work is over. */
  abstract lock(transaction: Transaction, appLcmOpOccId: string): Promise<LifecycleOperation | undefined>;
  abstract insert(transaction: Transaction, operation: LifecycleOperation): Promise<void>;
  abstract update(transaction: Transaction, operation: LifecycleOperation): Promise<void>;
  abstract removeAllOf(transaction: Transaction, appInstanceId: string): Promise<void>;
}
