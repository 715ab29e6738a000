import { Injectable } from '@nestjs/common';
import { refuseFaults } from '../../common/problem/index.js';
import {
  type ApiSubscriptionResource,
  type DeliveryWish,
  NotificationKinds,
  type SubscriptionContent,
  SubscriptionResources,
} from '../../notifications/index.js';
import { type CellIdentity, NetworkHost, RAN_EVENT } from '../../ran/index.js';
import { RNIS_END_MARKER } from '../domain/end-marker/end-marker.js';
import { END_MARKER } from '../domain/notifications/end-marker.js';
import { cellsOf } from '../domain/notifications/events.js';
import { NOTIFICATION_TYPES, SUBSCRIPTION_TYPES } from '../domain/notifications/notification-types.js';
import type { SubscriptionType } from '../domain/subscription/notification-type.js';
import type { RniSubscription, SubscriptionTypeName } from '../domain/types.js';
import { DOCUMENT } from './operation-request.js';
import { RniNotificationKind } from './rni-notification-kind.js';

/** The subscriptions of all types, and how they are told. */
@Injectable()
export class RniSubscriptions {
  readonly resource: ApiSubscriptionResource;

  constructor(resources: SubscriptionResources, kinds: NotificationKinds, host: NetworkHost) {
    this.resource = resources.ofApi(DOCUMENT, SUBSCRIPTION_TYPES.map(({ subscriptionType }) => subscriptionType));
    const { representation } = this.resource;
    const isOurs = (cell: CellIdentity) => host.isOurs(cell);
    for (const type of NOTIFICATION_TYPES) kinds.register(new RniNotificationKind(type, RAN_EVENT, (event) => cellsOf(event).some(isOurs), representation));
    kinds.register(new RniNotificationKind(END_MARKER, RNIS_END_MARKER, ({ cell }) => isOurs(cell), representation));
  }

  /** The type that the list of subscriptions knows by this name. */
  subscriptionTypeOf(name: SubscriptionTypeName | undefined): string | undefined {
    return SUBSCRIPTION_TYPES.find(({ listedAs }) => listedAs === name)?.subscriptionType;
  }

  /** What a body says of what the subscription is about, and of its delivery. @throws Problem 400 */
  read(body: RniSubscription): { content: SubscriptionContent; wish: DeliveryWish } {
    const type = this.typeOf(body);
    refuseFaults(type.faults(body));
    const { requestTestNotification = false, ...wish } = body;
    return { content: { subscriptionType: type.subscriptionType, document: type.about(body) }, wish: { ...wish, requestTestNotification } };
  }

  private typeOf({ subscriptionType }: RniSubscription): SubscriptionType {
    return SUBSCRIPTION_TYPES.find((type) => type.subscriptionType === subscriptionType)!;
  }
}
