import type { Transaction } from '../../../common/unit-of-work/index.js';

/** How far the changes of cells were looked at: number of the last event. There is one while there are networks. */
export abstract class CellChangeCursor {
  abstract read(): Promise<number | undefined>;
  /** Keeps others from moving it until the unit of work is over. Whoever locks a network too does so after it: nobody waits for each other. */
  abstract lock(transaction: Transaction): Promise<void>;
  /** Unless there is one. It is locked. */
  abstract begin(transaction: Transaction, seq: number): Promise<void>;
  /** Answers whether it was before. It is locked. */
  abstract advance(transaction: Transaction, seq: number): Promise<boolean>;
  /** Once there are no networks. It is locked. */
  abstract end(transaction: Transaction): Promise<void>;
}
