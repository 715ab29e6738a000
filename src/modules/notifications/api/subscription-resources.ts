import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../common/links/index.js';
import { CallbackPolicy } from '../domain/callback-policy.js';
import { Enrolment } from '../domain/enrolment.js';
import type { Subscription } from '../domain/subscription.js';
import { Subscriptions } from '../domain/subscriptions.js';
import { NOTIFICATIONS_PATH } from '../adapters/websocket/notifications-path.js';
import { ApiSubscriptionResource } from './api-subscription-resource.js';
import { SubscriptionRepresentation } from './subscription-representation.js';
import { SubscriptionResource } from './subscription-resource.js';
import { MEC_009_STYLE, type SubscriptionStyle } from './subscription-style.js';

/** Makes the subscription resources of the APIs (MEC 009, 6.12). */
@Injectable()
export class SubscriptionResources {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly enrolment: Enrolment,
    private readonly callbackPolicy: CallbackPolicy,
    private readonly apiRoot: ApiRoot,
  ) {}

  /** Those below /applications/{appInstanceId}/subscriptions of a document. */
  belowApplications(document: string, subscriptionType: string): SubscriptionResource {
    const link = this.apiRoot.linkOf(document);
    const href = (appInstanceId: string, ...subscriptionId: string[]) => link('applications', appInstanceId, 'subscriptions', ...subscriptionId);
    // Whoever creates one below an application says which.
    const representation = this.representation(({ appInstanceId, subscriptionId }) => href(appInstanceId!, subscriptionId));
    return new SubscriptionResource(subscriptionType, this.subscriptions, this.enrolment, representation, href);
  }

  /** Those at /subscriptions of a document. */
  ofApi(document: string, subscriptionTypes: readonly string[], style = MEC_009_STYLE): ApiSubscriptionResource {
    const link = this.apiRoot.linkOf(document);
    const representation = this.representation(({ subscriptionId }) => link('subscriptions', subscriptionId), style);
    return new ApiSubscriptionResource(subscriptionTypes, this.subscriptions, this.enrolment, this.callbackPolicy, link('subscriptions'), style, representation);
  }

  private representation(href: (subscription: Subscription) => string, style?: SubscriptionStyle): SubscriptionRepresentation {
    const websocketLink = ({ subscriptionId, websocketToken }: Subscription) => this.apiRoot.websocketLink(NOTIFICATIONS_PATH, subscriptionId, websocketToken!);
    return new SubscriptionRepresentation(href, websocketLink, style);
  }
}
