import type { Transaction } from '../../../common/unit-of-work/index.js';

/** How far the changes of cells were looked at: number of the last event. There is one while there are networks. */
export abstract class CellChangeCursor {
  abstract read(): Promise<number | undefined>;
  /** Unless there is one. */
  abstract begin(transaction: Transaction, seq: number): Promise<void>;
  /** Answers whether it was before. */
  abstract advance(transaction: Transaction, seq: number): Promise<boolean>;
  /** Once there are no networks. */
  abstract end(transaction: Transaction): Promise<void>;
}
