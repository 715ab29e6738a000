import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppInstance } from './app-instance.js';

/** Where application instances are kept. */
export abstract class AppInstanceRepository {
  /** Oldest first. */
  abstract all(): Promise<AppInstance[]>;
  /** Whether there is the instance; nobody can end it before the unit of work is over. */
  abstract hold(transaction: Transaction, appInstanceId: string): Promise<boolean>;
  /** Reads the instance; nobody else can hold or change it before the unit of work is over. */
  abstract lock(transaction: Transaction, appInstanceId: string): Promise<AppInstance | undefined>;
  /** Answers false, and does nothing, if there is an instance of this id. */
  abstract insert(transaction: Transaction, instance: AppInstance): Promise<boolean>;
  abstract update(transaction: Transaction, instance: AppInstance): Promise<void>;
  abstract remove(transaction: Transaction, appInstanceId: string): Promise<void>;
}
