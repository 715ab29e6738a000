import type { Transaction } from '../../common/unit-of-work/index.js';
import type { Subscription } from './subscription.js';

/** Where subscriptions and their cursors are kept. A cursor is the number of the last event that a subscription is done with. */
export abstract class SubscriptionRepository {
  abstract all(): Promise<{ subscription: Subscription; position: number }[]>;
  abstract exists(transaction: Transaction, subscriptionId: string): Promise<boolean>;
  /** Reads inside a unit of work; nobody else changes them until it is over. */
  abstract lockAllOf(transaction: Transaction, appInstanceId: string): Promise<Subscription[]>;
  abstract insert(transaction: Transaction, subscription: Subscription, position: number): Promise<void>;
  /** Answers whether it was there. */
  abstract remove(transaction: Transaction, subscriptionId: string): Promise<boolean>;
  /** Moves cursors; those of subscriptions that have gone are left out. */
  abstract advance(transaction: Transaction, positions: ReadonlyMap<string, number>): Promise<void>;
  /** The cursor that is furthest behind; undefined without subscriptions. */
  abstract furthestBehind(transaction: Transaction): Promise<number | undefined>;
}
