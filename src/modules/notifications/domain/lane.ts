import type { Cancel } from '../../common/clock/index.js';
import type { LoggedEvent } from '../../common/events/index.js';
import type { ConsumerConnection } from './consumer-connection.js';
import type { NotificationKind } from './notification-kind.js';
import { ownNotification } from './own-notification.js';
import type { Revision } from './revision.js';
import { type Subscription, SUBSCRIPTION_CHANGED, type SubscriptionEvent } from './subscription.js';

export interface PendingNotification {
  seq: number;
  recordedAt: number;
  body: object;
}

/** The end of a subscription that has expired: what it is told before it is over. */
export interface Farewell {
  /** Number of the event of the expiry, the last of which the subscriber is told. */
  seq: number;
  /** Until when what is older may still be told; milliseconds since 1970. */
  until: number;
}

/** Most notifications that one subscription keeps in memory; further ones are read from the log when their turn comes. */
export const MOST_PENDING = 100;

/** What waits for one subscription, in order. Subscriptions do not wait for each other. */
export class Lane {
  readonly pending: PendingNotification[] = [];
  /** The log holds more for this subscription than `pending` does. */
  behind = false;
  sending = false;
  /** Failed attempts at the first of `pending`. */
  failures = 0;
  cancelRetry: Cancel | undefined;
  closed = false;
  connection: ConsumerConnection | undefined;
  /** Where the subscriber wants to go on, as soon as nothing is under way. */
  resumeAfter: number | undefined;
  farewell: Farewell | undefined;
  /** The subscription is told of events after this number only. */
  readonly beginning: number;
  /** Number of the last event that has been looked at. */
  readTo: number;
  /** Documents that have been replaced, oldest first. */
  private readonly revisions: Revision[];

  constructor(
    public subscription: Subscription,
    readonly kind: NotificationKind,
    { position, beginning, revisions }: { position: number; beginning: number; revisions: readonly Revision[] },
  ) {
    this.readTo = position;
    this.beginning = beginning;
    this.revisions = [...revisions];
  }

  /** Where notifications go at present: the callback or the open websocket; undefined while nobody is connected. */
  get way(): string | ConsumerConnection | undefined {
    return this.subscription.callbackReference ?? (this.connection?.open ? this.connection : undefined);
  }

  get idle(): boolean {
    return !this.sending && !this.behind && this.pending.length === 0;
  }

  get full(): boolean {
    return this.pending.length >= MOST_PENDING;
  }

  /** Everything has been told, and nothing will follow. */
  get over(): boolean {
    return this.farewell !== undefined && this.pending.length === 0 && this.readTo >= this.farewell.seq && !this.sending;
  }

  /** Looks at the next event of the log; false if there is no room for it yet. */
  take(event: LoggedEvent): boolean {
    if (event.seq <= this.readTo) return true;
    if (this.full) return false;
    this.readTo = event.seq;
    const body = this.notificationFor(event);
    if (body) this.pending.push({ seq: event.seq, recordedAt: event.recordedAt, body });
    return true;
  }

  /** From the event of this number on another document decides. */
  replace(subscription: Subscription, seq: number): void {
    this.revisions.push({ until: seq, document: this.subscription.document });
    this.subscription = subscription;
  }

  /** The log holds nothing before the event of this number any more. */
  forgetRevisionsBefore(seq: number): void {
    while (this.revisions[0] && this.revisions[0].until <= seq) this.revisions.shift();
  }

  /** Goes on where the subscriber wants to, if it has said so since the last time. */
  resume(): number | undefined {
    const after = this.resumeAfter;
    if (after === undefined) return undefined;
    this.resumeAfter = undefined;
    this.goTo(after);
    return after;
  }

  /** Leaves out everything but the announcement of the expiry. Answers how much of it waited in memory. */
  skipToFarewell({ seq }: Farewell): number {
    const before = this.pending.filter((waiting) => waiting.seq < seq).length;
    if (before > 0 || this.readTo < seq - 1) this.goTo(seq - 1);
    return before;
  }

  private goTo(after: number): void {
    this.pending.length = 0;
    this.readTo = after;
    this.behind = true;
  }

  private notificationFor(event: LoggedEvent): object | undefined {
    if (this.farewell && event.seq > this.farewell.seq) return undefined;
    if (event.topic === SUBSCRIPTION_CHANGED.name) return ownNotification(this.kind, this.subscription.subscriptionId, event as SubscriptionEvent);
    if (!this.kind.topics.some(({ name }) => name === event.topic)) return undefined;
    return this.kind.notificationFor(this.asOf(event.seq), event);
  }

  /** The subscription as it was when the event was recorded. */
  private asOf(seq: number): Subscription {
    const revision = this.revisions.find(({ until }) => seq < until);
    return revision ? { ...this.subscription, document: revision.document } : this.subscription;
  }
}
