import type { Cancel } from '../../common/clock/index.js';
import type { LoggedEvent } from '../../common/events/index.js';
import type { NotificationKind } from './notification-kind.js';
import type { Subscription } from './subscription.js';

export interface PendingNotification {
  seq: number;
  recordedAt: number;
  body: object;
}

/** Most notifications that one subscription keeps in memory; further ones are read from the log when their turn comes. */
export const MOST_PENDING = 100;

/** What waits for one subscription, in order. Subscriptions do not wait for each other. */
export class Lane {
  readonly pending: PendingNotification[] = [];
  /** Number of the last event that has been looked at. */
  readTo: number;
  /** The log holds more for this subscription than `pending` does. */
  behind = false;
  sending = false;
  /** Failed attempts at the first of `pending`. */
  failures = 0;
  cancelRetry: Cancel | undefined;
  closed = false;

  constructor(
    readonly subscription: Subscription,
    readonly kind: NotificationKind,
    position: number,
  ) {
    this.readTo = position;
  }

  get idle(): boolean {
    return !this.sending && !this.behind && this.pending.length === 0;
  }

  get full(): boolean {
    return this.pending.length >= MOST_PENDING;
  }

  /** Looks at the next event of the log; false if there is no room for it yet. */
  take(event: LoggedEvent): boolean {
    if (event.seq <= this.readTo) return true;
    if (this.full) return false;
    this.readTo = event.seq;
    if (event.topic !== this.kind.topic.name) return true;
    const body = this.kind.notificationFor(this.subscription, event);
    if (body) this.pending.push({ seq: event.seq, recordedAt: event.recordedAt, body });
    return true;
  }
}
