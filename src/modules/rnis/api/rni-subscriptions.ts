import { Injectable } from '@nestjs/common';
import { refuseFaults } from '../../common/problem/index.js';
import {
  type ApiSubscriptionResource,
  type DeliveryWish,
  NotificationKinds,
  type SubscriptionContent,
  SubscriptionResources,
} from '../../notifications/index.js';
import { NetworkHost } from '../../ran/index.js';
import { NOTIFICATION_TYPES } from '../domain/notifications/notification-types.js';
import type { NotificationType } from '../domain/subscription/notification-type.js';
import type { RniSubscription, SubscriptionTypeName } from '../domain/types.js';
import { DOCUMENT } from './operation-request.js';
import { RniNotificationKind } from './rni-notification-kind.js';

/** The subscriptions of all types, and how they are told. */
@Injectable()
export class RniSubscriptions {
  readonly resource: ApiSubscriptionResource;

  constructor(resources: SubscriptionResources, kinds: NotificationKinds, host: NetworkHost) {
    this.resource = resources.ofApi(DOCUMENT, NOTIFICATION_TYPES.map(({ subscriptionType }) => subscriptionType));
    for (const type of NOTIFICATION_TYPES) kinds.register(new RniNotificationKind(type, (cell) => host.isOurs(cell), this.resource.representation));
  }

  /** The type that the list of subscriptions knows by this name. */
  subscriptionTypeOf(name: SubscriptionTypeName | undefined): string | undefined {
    return NOTIFICATION_TYPES.find(({ listedAs }) => listedAs === name)?.subscriptionType;
  }

  /** What a body says of what the subscription is about, and of its delivery. @throws Problem 400 */
  read(body: RniSubscription): { content: SubscriptionContent; wish: DeliveryWish } {
    const type = this.typeOf(body);
    refuseFaults(type.faults(body));
    const { requestTestNotification = false, ...wish } = body;
    return { content: { subscriptionType: type.subscriptionType, document: type.about(body) }, wish: { ...wish, requestTestNotification } };
  }

  private typeOf({ subscriptionType }: RniSubscription): NotificationType {
    return NOTIFICATION_TYPES.find((type) => type.subscriptionType === subscriptionType)!;
  }
}
