import type { NotificationKind } from './notification-kind.js';
import type { SubscriptionEvent } from './subscription.js';

/** What a subscriber is told of its own subscription: that it works, and that it has expired. */
export function ownNotification(kind: NotificationKind, subscriptionId: string, { payload, recordedAt }: SubscriptionEvent): object | undefined {
  const { change, subscription, testDue } = payload;
  if (subscription.subscriptionId !== subscriptionId) return undefined;
  if (change === 'EXPIRED') return kind.expiryNotification?.(subscription, recordedAt);
  return testDue ? kind.testNotification?.(subscription) : undefined;
}
