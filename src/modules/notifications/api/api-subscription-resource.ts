import { noContent, type Reply, reply, represent } from '../../common/operation/index.js';
import { notFound } from '../../common/problem/index.js';
import type { CallbackPolicy } from '../domain/callback-policy.js';
import type { DeliveryWish } from '../domain/delivery-wish.js';
import type { Enrolment, SubscriptionContent } from '../domain/enrolment.js';
import type { Subscription } from '../domain/subscription.js';
import type { Subscriptions } from '../domain/subscriptions.js';
import type { SubscriptionRepresentation } from './subscription-representation.js';
import type { SubscriptionStyle } from './subscription-style.js';

/** The application instance that the caller is known to be: it sees its own subscriptions only; without one all are seen. */
type Owner = string | undefined;

/** The subscriptions to one API at its /subscriptions, of several types, which choose how they are told, and for how long (MEC 009, 6.12a). */
export class ApiSubscriptionResource {
  constructor(
    private readonly subscriptionTypes: readonly string[],
    private readonly subscriptions: Subscriptions,
    private readonly enrolment: Enrolment,
    private readonly callbackPolicy: CallbackPolicy,
    private readonly listHref: string,
    private readonly style: SubscriptionStyle,
    /** Shows single subscriptions; also for the makers of notifications. */
    readonly representation: SubscriptionRepresentation,
  ) {}

  /** All of them, or those of one type. @throws Problem 400 if If-None-Match is malformed */
  list(owner: Owner, subscriptionType: string | undefined, ifNoneMatch: string | undefined): Reply {
    const found = this.subscriptions.listOfType(subscriptionType === undefined ? this.subscriptionTypes : [subscriptionType]);
    const links = found
      .filter((one) => isVisible(one, owner))
      .map((one) => ({ href: this.representation.href(one), subscriptionType: one.subscriptionType }));
    return reply(represent({ _links: { self: { href: this.listHref }, [this.style.listLink]: links } }), ifNoneMatch);
  }

  /** @throws Problem 404 */
  get(owner: Owner, subscriptionId: string, ifNoneMatch: string | undefined): Reply {
    return this.representation.reply(this.require(owner, subscriptionId), ifNoneMatch);
  }

  /** @throws Problem 400, 404 or 422 as Enrolment.create */
  async create(content: SubscriptionContent, wish: DeliveryWish): Promise<Reply> {
    if (wish.callbackReference !== undefined) this.callbackPolicy.require(wish.callbackReference, this.style.callback);
    return this.representation.created(await this.enrolment.create(content, wish));
  }

  /** @throws Problem 400, 404 or 422 as Enrolment.replace, 412 if somebody else has changed it */
  async replace(owner: Owner, subscriptionId: string, content: SubscriptionContent, wish: DeliveryWish, ifMatch: string | undefined): Promise<Reply> {
    const present = this.require(owner, subscriptionId);
    const verify = (subscription: Subscription) => this.representation.requireMatch(ifMatch, subscription);
    return this.representation.reply(await this.enrolment.replace(present, content, wish, verify));
  }

  /** @throws Problem 404, or 412 if somebody else has changed it */
  async delete(owner: Owner, subscriptionId: string, ifMatch: string | undefined): Promise<Reply> {
    this.require(owner, subscriptionId);
    await this.enrolment.remove(subscriptionId, (present) => this.representation.requireMatch(ifMatch, present));
    return noContent();
  }

  private require(owner: Owner, subscriptionId: string): Subscription {
    const found = this.subscriptions.findOfType(this.subscriptionTypes, subscriptionId);
    if (!found || !isVisible(found, owner)) throw notFound(`There is no subscription ${subscriptionId}.`);
    return found;
  }
}

const isVisible = ({ appInstanceId }: Subscription, owner: Owner): boolean => owner === undefined || appInstanceId === owner;
