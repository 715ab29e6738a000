import type { Transaction } from '../../../common/unit-of-work/index.js';

/** The highest epoch of each key of a UE. */
export abstract class EpochRepository {
  abstract all(): Promise<Map<string, number>>;

  abstract write(transaction: Transaction, ueKeys: readonly string[], epoch: number): Promise<void>;
}
