import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppInstance } from './app-instance.js';

/** Where application instances are kept. */
export abstract class AppInstanceRepository {
  abstract all(): Promise<AppInstance[]>;
  /** Reads inside a unit of work and keeps the instance from ending until it is over. */
  abstract exists(transaction: Transaction, appInstanceId: string): Promise<boolean>;
  abstract insert(transaction: Transaction, instance: AppInstance): Promise<void>;
  abstract remove(transaction: Transaction, appInstanceId: string): Promise<void>;
}
