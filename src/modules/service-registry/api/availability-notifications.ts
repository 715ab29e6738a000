import { Injectable } from '@nestjs/common';
import type { LoggedEvent } from '../../common/events/index.js';
import { type NotificationKind, NotificationKinds, type Subscription, type SubscriptionResource, SubscriptionResources } from '../../notifications/index.js';
import { isWanted } from '../domain/filtering-criteria.js';
import { SERVICE_CHANGED, type ServiceChange } from '../domain/service.js';
import { DOCUMENT } from './operation-request.js';
import { ServiceLinks } from './service-links.js';
import {
  SER_AVAILABILITY_SUBSCRIPTION,
  type SerAvailabilityNotificationSubscription,
  type ServiceAvailabilityNotification,
} from '../domain/types.js';

/** Tells subscribers of services that come, change and go (MEC 011, 8.1.4.2). */
@Injectable()
export class AvailabilityNotifications implements NotificationKind<ServiceChange> {
  readonly subscriptionType = SER_AVAILABILITY_SUBSCRIPTION;
  readonly topics = [SERVICE_CHANGED];

  private readonly resource: SubscriptionResource;

  constructor(
    private readonly links: ServiceLinks,
    resources: SubscriptionResources,
    kinds: NotificationKinds,
  ) {
    this.resource = resources.belowApplications(DOCUMENT, SER_AVAILABILITY_SUBSCRIPTION);
    kinds.register(this);
  }

  notificationFor(subscription: Subscription, { payload }: LoggedEvent<ServiceChange>): ServiceAvailabilityNotification | undefined {
    const { filteringCriteria } = subscription.document as SerAvailabilityNotificationSubscription;
    if (!isWanted(filteringCriteria, payload)) return undefined;
    const { changeType, service } = payload;
    const { serInstanceId, attributes } = service;
    return {
      notificationType: 'SerAvailabilityNotification',
      serviceReferences: [
        {
          ...(changeType !== 'REMOVED' && { link: { href: this.links.service(service) } }),
          serName: attributes.serName,
          serInstanceId,
          state: attributes.state,
          changeType,
        },
      ],
      _links: { subscription: { href: this.resource.href(subscription) } },
    };
  }
}
