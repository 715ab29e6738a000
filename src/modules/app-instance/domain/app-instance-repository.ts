import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppInstance } from './app-instance.js';

/** Where application instances are kept. */
export abstract class AppInstanceRepository {
  abstract all(): Promise<AppInstance[]>;
  /** Whether there is the instance; nobody can end it before the unit of work is over. */
  abstract hold(transaction: Transaction, appInstanceId: string): Promise<boolean>;
  /** The same, and nobody else can hold it meanwhile. */
  abstract lock(transaction: Transaction, appInstanceId: string): Promise<boolean>;
  abstract insert(transaction: Transaction, instance: AppInstance): Promise<void>;
  abstract remove(transaction: Transaction, appInstanceId: string): Promise<void>;
}
