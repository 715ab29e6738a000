import type { Transaction } from '../../common/unit-of-work/index.js';
import type { Revision } from './revision.js';
import type { Subscription } from './subscription.js';

/** A subscription and how far it has come. */
export interface StoredSubscription {
  subscription: Subscription;
  /** Number of the last event that it is done with: the cursor. */
  position: number;
  /** It is told of events after this number only. */
  beginning: number;
  /** Number of the event of its expiry, if it has expired and is still being told. */
  expirySeq?: number;
  revisions: Revision[];
}

/** Where subscriptions and their cursors are kept. */
export abstract class SubscriptionRepository {
  abstract all(): Promise<StoredSubscription[]>;
  abstract exists(transaction: Transaction, subscriptionId: string): Promise<boolean>;
  /** Reads one that has not expired inside a unit of work; nobody else changes it until that is over. */
  abstract lock(transaction: Transaction, subscriptionId: string): Promise<Subscription | undefined>;
  /** The same for all of an application instance, expired or not. */
  abstract lockAllOf(transaction: Transaction, appInstanceId: string): Promise<Subscription[]>;
  abstract insert(transaction: Transaction, subscription: Subscription, beginning: number): Promise<void>;
  /** `before` is kept for the events before the one of the replacement. */
  abstract replace(transaction: Transaction, subscription: Subscription, before: Revision): Promise<void>;
  /** Notes the number of the event of the expiry. */
  abstract expire(transaction: Transaction, subscriptionId: string, expirySeq: number): Promise<void>;
  /** Answers whether it was there. */
  abstract remove(transaction: Transaction, subscriptionId: string): Promise<boolean>;
  /** Ids of those whose time was up at a time (milliseconds since 1970) and that have not expired yet. */
  abstract overdue(at: number): Promise<string[]>;
  /** Ids of those that have expired and have been told so. */
  abstract told(): Promise<string[]>;
  /** Moves cursors; those of subscriptions that have gone are left out. */
  abstract advance(transaction: Transaction, positions: ReadonlyMap<string, number>): Promise<void>;
  /** The cursor that is furthest behind; undefined without subscriptions. */
  abstract furthestBehind(transaction: Transaction): Promise<number | undefined>;
  /** Removes the documents that decide of no event from this number on. */
  abstract forgetRevisionsBefore(transaction: Transaction, seq: number): Promise<void>;
}
