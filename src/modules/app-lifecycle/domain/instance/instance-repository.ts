import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { LifecycleInstance } from './lifecycle-instance.js';

/** Where application instances are kept. */
export abstract class InstanceRepository {
  /** Oldest first. */
  abstract all(): Promise<LifecycleInstance[]>;
  abstract find(appInstanceId: string): Promise<LifecycleInstance | undefined>;
  /** Reads it; nobody else can change it, or begin an operation on it, before the unit of work is over. */
  abstract lock(transaction: Transaction, appInstanceId: string): Promise<LifecycleInstance | undefined>;
  abstract insert(transaction: Transaction, instance: LifecycleInstance): Promise<void>;
  abstract update(transaction: Transaction, instance: LifecycleInstance): Promise<void>;
  abstract remove(transaction: Transaction, appInstanceId: string): Promise<void>;
}
