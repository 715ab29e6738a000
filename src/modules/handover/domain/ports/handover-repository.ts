import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { Handover } from '../record/handover.js';

/** The handovers that are recorded. */
export abstract class HandoverRepository {
  /** Oldest first. */
  abstract all(): Promise<Handover[]>;

  /** Inserts or replaces. */
  abstract write(transaction: Transaction, handover: Handover): Promise<void>;

  abstract remove(transaction: Transaction, handoverIds: readonly string[]): Promise<void>;
}
