import type { LoggedEvent, Topic } from '../../common/events/index.js';
import type { NotificationKind, Subscription, SubscriptionIndex, SubscriptionRepresentation } from '../../notifications/index.js';
import type { NotificationType } from '../domain/subscription/notification-type.js';

/** One type of subscription, told of what happens at our own base stations. */
export class RniNotificationKind<Occurrence> implements NotificationKind<Occurrence> {
  readonly topics: readonly Topic<Occurrence>[];
  readonly index: SubscriptionIndex<Occurrence> = {
    keysOfSubscription: ({ document }) => this.type.keysOfSubscription(document),
    keysOfEvent: ({ payload }) => (this.concernsUs(payload) ? this.type.keysOfEvent(payload) : []),
  };

  constructor(
    private readonly type: NotificationType<Occurrence>,
    topic: Topic<Occurrence>,
    private readonly concernsUs: (occurrence: Occurrence) => boolean,
    private readonly representation: SubscriptionRepresentation,
  ) {
    this.topics = [topic];
  }

  get subscriptionType(): string {
    return this.type.subscriptionType;
  }

  notificationFor(subscription: Subscription, { payload }: LoggedEvent<Occurrence>): object | undefined {
    const told = this.concernsUs(payload) ? this.type.notificationFor(subscription.document, payload) : undefined;
    return told && { ...told, _links: { subscription: { href: this.representation.href(subscription) } } };
  }

  testNotification(subscription: Subscription) {
    return this.representation.testNotification(subscription);
  }

  expiryNotification(subscription: Subscription, expiredAt: number) {
    return this.representation.expiryNotification(subscription, expiredAt);
  }
}
