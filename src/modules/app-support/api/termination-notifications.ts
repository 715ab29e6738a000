import { Injectable } from '@nestjs/common';
import type { LoggedEvent } from '../../common/events/index.js';
import { type NotificationKind, NotificationKinds, type Subscription, type SubscriptionResource, SubscriptionResources } from '../../notifications/index.js';
import { type Termination, TERMINATION_BEGUN } from '../domain/termination.js';
import { APP_TERMINATION_SUBSCRIPTION, type AppTerminationNotification } from '../domain/types.js';
import { AppSupportLinks } from './app-support-links.js';
import { APP_SUPPORT } from './operation-request.js';

/** Tells applications that they are about to be stopped or terminated (MEC 011, 7.1.4.2). */
@Injectable()
export class TerminationNotifications implements NotificationKind<Termination> {
  readonly subscriptionType = APP_TERMINATION_SUBSCRIPTION;
  readonly topics = [TERMINATION_BEGUN];
  private readonly resource: SubscriptionResource;

  constructor(
    private readonly links: AppSupportLinks,
    resources: SubscriptionResources,
    kinds: NotificationKinds,
  ) {
    this.resource = resources.belowApplications(APP_SUPPORT, APP_TERMINATION_SUBSCRIPTION);
    kinds.register(this);
  }

  notificationFor(subscription: Subscription, { payload }: LoggedEvent<Termination>): AppTerminationNotification | undefined {
    const { appInstanceId, operationAction, maxGracefulTimeout } = payload;
    if (subscription.appInstanceId !== appInstanceId) return undefined;
    return {
      notificationType: 'AppTerminationNotification',
      operationAction,
      maxGracefulTimeout,
      _links: {
        subscription: { href: this.resource.href(subscription) },
        confirmTermination: { href: this.links.confirmTermination(appInstanceId) },
      },
    };
  }
}
