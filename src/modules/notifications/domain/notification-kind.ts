import type { LoggedEvent, Topic } from '../../common/events/index.js';
import type { Subscription } from './subscription.js';

/** How one type of subscription turns changes into notifications. A module declares one for each type that it serves. */
export interface NotificationKind<Payload = unknown> {
  subscriptionType: string;
  /** The changes that can concern such a subscription. */
  topic: Topic<Payload>;
  /** The notification's body, or nothing where the change is none of this subscription's business. Must not throw. */
  notificationFor(subscription: Subscription, event: LoggedEvent<Payload>): object | undefined;
}
