import { Injectable } from '@nestjs/common';
import { toTimeStamp } from '../../common/clock/index.js';
import type { LoggedEvent } from '../../common/events/index.js';
import type { NotificationKind, Subscription, SubscriptionRepresentation } from '../../notifications/index.js';
import { PlatformIdentity } from '../../platform/index.js';
import { INSTANCE_CHANGED, type InstanceChange } from '../domain/instance/lifecycle-instance.js';
import { LifecycleLinks } from '../domain/lifecycle-links.js';
import { OPERATION_CHANGED, type OperationChange } from '../domain/operation/lifecycle-operation.js';
import { concernsInstance, concernsOperation, type LifecycleInterest } from '../domain/subscription-rules.js';
import type { AppLcmNotification } from '../domain/types.js';

type InstanceNews = LoggedEvent<InstanceChange>;
type OperationNews = LoggedEvent<OperationChange>;

/** Makes the notifications of MEC 010-2, 7.4.5; their types are called as the types of the subscriptions. */
@Injectable()
export class LifecycleNotifications {
  constructor(
    private readonly links: LifecycleLinks,
    private readonly identity: PlatformIdentity,
  ) {}

  /** One kind for each type of subscription. */
  kinds(representation: SubscriptionRepresentation): { instances: NotificationKind<InstanceChange>[]; operations: NotificationKind<OperationChange> } {
    const creation = this.identifier('AppIdentifierCreationSubscription', 'CREATED', representation);
    const deletion = this.identifier('AppIdentifierDeletionSubscription', 'DELETED', representation);
    return { instances: [this.state(representation), creation, deletion], operations: this.operation(representation) };
  }

  private state(representation: SubscriptionRepresentation): NotificationKind<InstanceChange> {
    const notificationType = 'AppInstanceStateChangeSubscription';
    return {
      subscriptionType: notificationType,
      topics: [INSTANCE_CHANGED],
      notificationFor: (subscription, event): AppLcmNotification | undefined => {
        const { change, instance } = event.payload;
        if (change !== 'STATE_ENTERED' || !concernsInstance(interestOf(subscription), instance, subscription.createdAt)) return undefined;
        const { appInstanceId, appPkgId, appDId, state } = instance;
        return { ...this.common(subscription, event), notificationType, appInstanceState: state, appInstanceId, appPkgId, appDId, _links: subscriptionLink(subscription, representation) };
      },
    };
  }

  private identifier(
    notificationType: 'AppIdentifierCreationSubscription' | 'AppIdentifierDeletionSubscription',
    told: InstanceChange['change'],
    representation: SubscriptionRepresentation,
  ): NotificationKind<InstanceChange> {
    return {
      subscriptionType: notificationType,
      topics: [INSTANCE_CHANGED],
      notificationFor: (subscription, event: InstanceNews): AppLcmNotification | undefined => {
        const { change, instance } = event.payload;
        if (change !== told || !concernsInstance(interestOf(subscription), instance, subscription.createdAt)) return undefined;
        const { appInstanceId } = instance;
        const _links = { ...subscriptionLink(subscription, representation), appInstance: { href: this.links.instance(appInstanceId) } };
        return { ...this.common(subscription, event), notificationType, appInstanceId, _links };
      },
    };
  }

  private operation(representation: SubscriptionRepresentation): NotificationKind<OperationChange> {
    const notificationType = 'AppLcmOpOccStateChangeSubscription';
    return {
      subscriptionType: notificationType,
      topics: [OPERATION_CHANGED],
      notificationFor: (subscription, event: OperationNews): AppLcmNotification | undefined => {
        const { payload } = event;
        if (!concernsOperation(interestOf(subscription), payload, subscription.createdAt)) return undefined;
        const { appLcmOpOccId, lcmOperation: operationType, operationState } = payload.operation;
        const { appInstanceId } = payload.instance;
        const _links = {
          ...subscriptionLink(subscription, representation),
          appInstance: { href: this.links.instance(appInstanceId) },
          appLcmOpOcc: { href: this.links.operation(appLcmOpOccId) },
        };
        return { ...this.common(subscription, event), notificationType, operationType, operationState, appLcmOpOccId, appInstanceId, _links };
      },
    };
  }

  /** The id is that of the event, alike for all subscribers. */
  private common({ subscriptionId }: Subscription, { seq, recordedAt }: LoggedEvent) {
    return { id: this.identity.uuidFor('event', String(seq)), subscriptionId, timeStamp: toTimeStamp(recordedAt) };
  }
}

const interestOf = ({ document }: Subscription) => document as LifecycleInterest;

const subscriptionLink = (subscription: Subscription, representation: SubscriptionRepresentation) => ({ subscription: { href: representation.href(subscription) } });
