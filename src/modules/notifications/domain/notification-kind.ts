import type { LoggedEvent, Topic } from '../../common/events/index.js';
import type { Subscription } from './subscription.js';

/** Finds the subscriptions that a change can concern without looking at all of them. A key is any text, such as `cell:1234567`. */
export interface SubscriptionIndex<Payload = unknown> {
  /** The subscription is told of a change only if they share one of these keys; undefined if it has to be asked about every change. */
  keysOfSubscription(subscription: Subscription): readonly string[] | undefined;
  /** Those of all subscriptions that the change can concern; one too many costs time, one too few a notification. */
  keysOfEvent(event: LoggedEvent<Payload>): readonly string[];
}

/** How one type of subscription turns changes into notifications. A module declares one for each type that it serves. None of its methods may throw. */
export interface NotificationKind<Payload = unknown> {
  readonly subscriptionType: string;
  /** The changes that can concern such a subscription. */
  readonly topics: readonly Topic<Payload>[];
  readonly index?: SubscriptionIndex<Payload>;
  /** The notification's body, or nothing where the change is none of this subscription's business. */
  notificationFor(subscription: Subscription, event: LoggedEvent<Payload>): object | undefined;
  /** Needed if the type knows requestTestNotification. */
  testNotification?(subscription: Subscription): object;
  /** Needed if the type knows expiryDeadline. `expiredAt` is in milliseconds since 1970. */
  expiryNotification?(subscription: Subscription, expiredAt: number): object;
}
