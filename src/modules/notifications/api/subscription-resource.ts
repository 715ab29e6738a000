import { noContent, type Reply, reply, represent } from '../../common/operation/index.js';
import { notFound } from '../../common/problem/index.js';
import type { Enrolment } from '../domain/enrolment.js';
import type { Subscription } from '../domain/subscription.js';
import type { Subscriptions } from '../domain/subscriptions.js';
import type { SubscriptionRepresentation } from './subscription-representation.js';

/** The subscriptions of applications to one API, of one type, below the applications: reading and removing them is alike in all APIs (MEC 009, 6.12). */
export class SubscriptionResource {
  constructor(
    private readonly subscriptionType: string,
    private readonly subscriptions: Subscriptions,
    private readonly enrolment: Enrolment,
    private readonly representation: SubscriptionRepresentation,
    /** Makes the address of the list. */
    private readonly listLink: (appInstanceId: string) => string,
  ) {}

  /** Address of a subscription, as its `_links.self` says. */
  href(subscription: Subscription): string {
    return this.representation.href(subscription);
  }

  /** 200 with the links of an application's subscriptions, or 304. @throws Problem 404 if there is no such application instance */
  list(appInstanceId: string, ifNoneMatch: string | undefined): Reply {
    const subscriptions = this.subscriptions.list(appInstanceId, this.subscriptionType).map((subscription) => ({
      href: this.href(subscription),
      subscriptionType: subscription.subscriptionType,
    }));
    return reply(represent({ _links: { self: { href: this.listLink(appInstanceId) }, subscriptions } }), ifNoneMatch);
  }

  /** 200 or 304. @throws Problem 404 */
  get(appInstanceId: string, subscriptionId: string, ifNoneMatch: string | undefined): Reply {
    return this.representation.reply(this.require(appInstanceId, subscriptionId), ifNoneMatch);
  }

  /** 201, for a subscription that has just been made. */
  created(subscription: Subscription): Reply {
    return this.representation.created(subscription);
  }

  /** 204. @throws Problem 404, or 412 if the client takes the subscription for another */
  async delete(appInstanceId: string, subscriptionId: string, ifMatch: string | undefined): Promise<Reply> {
    this.require(appInstanceId, subscriptionId);
    await this.enrolment.remove(subscriptionId, (present) => this.representation.requireMatch(ifMatch, present));
    return noContent();
  }

  private require(appInstanceId: string, subscriptionId: string): Subscription {
    const found = this.subscriptions.find(appInstanceId, this.subscriptionType, subscriptionId);
    if (!found) throw notFound(`The application instance ${appInstanceId} has no subscription ${subscriptionId}.`);
    return found;
  }
}
