import type { Fault } from '../../common/problem/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';

/** One kind of thing that an application of the seed file can have. */
export interface SeedSection {
  /** Key under the application: services. */
  key: string;
  /** Tells sections of the same key apart: the item's subscriptionType. */
  subscriptionType?: string;
  /** What is wrong with an item; nothing if it is right. */
  faultsOf(item: unknown): Fault[];
  /** Creates the item unless there is one of its id already. Answers whether it did. */
  createIfMissing(transaction: Transaction, appInstanceId: string, item: unknown): Promise<boolean>;
}
