import type { LoggedEvent } from '../../common/events/index.js';
import type { NotificationKind, Subscription, SubscriptionIndex, SubscriptionRepresentation } from '../../notifications/index.js';
import { type CellIdentity, type LastingEvent, RAN_EVENT } from '../../ran/index.js';
import { cellsOf } from '../domain/notifications/events.js';
import type { NotificationType } from '../domain/subscription/notification-type.js';

/** One type of subscription, told of what happens at our own base stations. */
export class RniNotificationKind implements NotificationKind<LastingEvent> {
  readonly topics = [RAN_EVENT];
  readonly index: SubscriptionIndex<LastingEvent> = {
    keysOfSubscription: ({ document }) => this.type.keysOfSubscription(document),
    keysOfEvent: ({ payload }) => (this.concernsUs(payload) ? this.type.keysOfEvent(payload) : []),
  };

  constructor(
    private readonly type: NotificationType,
    private readonly isOurs: (cell: CellIdentity) => boolean,
    private readonly representation: SubscriptionRepresentation,
  ) {}

  get subscriptionType(): string {
    return this.type.subscriptionType;
  }

  notificationFor(subscription: Subscription, { payload }: LoggedEvent<LastingEvent>): object | undefined {
    const told = this.concernsUs(payload) ? this.type.notificationFor(subscription.document, payload) : undefined;
    return told && { ...told, _links: { subscription: { href: this.representation.href(subscription) } } };
  }

  testNotification(subscription: Subscription) {
    return this.representation.testNotification(subscription);
  }

  expiryNotification(subscription: Subscription, expiredAt: number) {
    return this.representation.expiryNotification(subscription, expiredAt);
  }

  private concernsUs(event: LastingEvent): boolean {
    return cellsOf(event).some(this.isOurs);
  }
}
