import type { Transaction } from '../../../common/unit-of-work/index.js';

/** How far the feed of another platform has been followed. */
export abstract class FollowerCursor {
  /** Seq of the last message of this feed that is recorded here; nothing if the network here is not a mirror of that one. */
  abstract read(feed: string): Promise<number | undefined>;

  /** There is one feed at most. */
  abstract write(transaction: Transaction, feed: string, seq: number): Promise<void>;
}
