import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { WorldChange, WorldContent } from '../world/world-items.js';

/** What of the world is recorded. */
export abstract class WorldRows {
  abstract load(): Promise<WorldContent>;
  /** What goes is removed before anything is put. */
  abstract write(transaction: Transaction, change: WorldChange): Promise<void>;
}
