import { Injectable } from '@nestjs/common';
import { AppInstances } from '../../app-instance/index.js';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { IndexedCollection } from '../../common/memory-index/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { notFound } from '../../common/problem/index.js';
import { CallbackPolicy } from './callback-policy.js';
import { Dispatcher } from './dispatcher.js';
import { SUBSCRIPTION_CHANGED, type Subscription, type SubscriptionEvent } from './subscription.js';
import { SubscriptionRepository } from './subscription-repository.js';

/** A subscription as it is asked for. */
export interface SubscriptionOffer extends Omit<Subscription, 'createdAt'> {
  /** The first that is told is a TestNotification. */
  testDue?: boolean;
}

const KEYS = {
  appInstanceId: ({ appInstanceId }: Subscription) => appInstanceId,
  subscriptionType: ({ subscriptionType }: Subscription) => subscriptionType,
};

const gone = (subscriptionId: string) => notFound(`There is no subscription ${subscriptionId}.`);

/** The subscriptions of all applications to all APIs (MEC 009, 6.12). */
@Injectable()
export class Subscriptions {
  private readonly known = new IndexedCollection<Subscription, typeof KEYS>(KEYS);

  constructor(
    private readonly repository: SubscriptionRepository,
    private readonly dispatcher: Dispatcher,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    private readonly callbackPolicy: CallbackPolicy,
    private readonly appInstances: AppInstances,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', () => this.load());
    appInstances.onCleanUp('unsubscribe', (transaction, appInstanceId) => this.removeAllOf(transaction, appInstanceId));
    eventLog.follow(SUBSCRIPTION_CHANGED, (event) => this.follow(event));
  }

  /** Undefined unless it is of this application and this type. @throws Problem 404 if there is no such application instance */
  find(appInstanceId: string, subscriptionType: string, subscriptionId: string): Subscription | undefined {
    this.appInstances.require(appInstanceId);
    const found = this.findOfType([subscriptionType], subscriptionId);
    return found?.appInstanceId === appInstanceId ? found : undefined;
  }

  /** Undefined unless it is of one of the types. */
  findOfType(subscriptionTypes: readonly string[], subscriptionId: string): Subscription | undefined {
    const found = this.known.get(subscriptionId);
    return found && subscriptionTypes.includes(found.subscriptionType) && !this.isOver(found) ? found : undefined;
  }

  /** Reads inside a unit of work. */
  exists(transaction: Transaction, subscriptionId: string): Promise<boolean> {
    return this.repository.exists(transaction, subscriptionId);
  }

  /** As `exists`, and nobody else changes it until the unit of work is over. @throws Problem 404 if it has just gone */
  async lock(transaction: Transaction, subscriptionId: string): Promise<Subscription> {
    const subscription = await this.repository.lock(transaction, subscriptionId);
    if (!subscription || this.isOver(subscription)) throw gone(subscriptionId);
    return subscription;
  }

  /** Those of one application and one type, oldest first. @throws Problem 404 if there is no such application instance */
  list(appInstanceId: string, subscriptionType: string): Subscription[] {
    this.appInstances.require(appInstanceId);
    return this.known.having('appInstanceId', [appInstanceId]).filter((found) => found.subscriptionType === subscriptionType && !this.isOver(found));
  }

  /** Those of some types, oldest first. */
  listOfType(subscriptionTypes: readonly string[]): Subscription[] {
    return this.known
      .having('subscriptionType', subscriptionTypes)
      .filter((found) => !this.isOver(found))
      .sort((one, other) => one.createdAt - other.createdAt);
  }

  /**
   * Makes a subscription; it is told of the changes that are committed after it.
   * @throws Problem 404 if there is no such application instance, 400 if the callback is no http or https URL, 422 if its host is not allowed here
   */
  async create(transaction: Transaction, { testDue = false, ...offer }: SubscriptionOffer): Promise<Subscription> {
    if (offer.appInstanceId !== undefined) await this.appInstances.hold(transaction, offer.appInstanceId);
    if (offer.callbackReference !== undefined) this.callbackPolicy.require(offer.callbackReference);
    const created = { ...offer, createdAt: this.clock.now() };
    const seq = await this.eventLog.append(transaction, SUBSCRIPTION_CHANGED, { change: 'CREATED', subscription: created, ...(testDue && { testDue }) });
    await this.repository.insert(transaction, created, testDue ? seq - 1 : seq);
    return created;
  }

  /** Puts another subscription in the place of the one of its id. @throws Problem 404 if it has just gone */
  async replace(transaction: Transaction, { testDue = false, ...offer }: SubscriptionOffer): Promise<Subscription> {
    const { document, createdAt } = await this.lock(transaction, offer.subscriptionId);
    const subscription = { ...offer, createdAt };
    const seq = await this.eventLog.append(transaction, SUBSCRIPTION_CHANGED, { change: 'REPLACED', subscription, ...(testDue && { testDue }) });
    await this.repository.replace(transaction, subscription, { until: seq, document });
    return subscription;
  }

  /** Removes a subscription; what it has not been told yet is not told any more. @throws Problem 404 if it has just gone */
  async remove(transaction: Transaction, subscription: Subscription): Promise<void> {
    if (!(await this.repository.remove(transaction, subscription.subscriptionId))) throw gone(subscription.subscriptionId);
    await this.eventLog.append(transaction, SUBSCRIPTION_CHANGED, { change: 'REMOVED', subscription });
  }

  private follow(event: SubscriptionEvent): void {
    const { change, subscription, testDue } = event.payload;
    const { subscriptionId } = subscription;
    if (change === 'CREATED' || change === 'REPLACED') this.known.put(subscriptionId, subscription);
    else this.known.remove(subscriptionId);
    const beginning = testDue ? event.seq - 1 : event.seq;
    if (change === 'CREATED') this.dispatcher.open({ subscription, position: beginning, beginning, revisions: [] });
    else if (change === 'REPLACED') this.dispatcher.replace(subscription, event);
    else if (change === 'EXPIRED') this.dispatcher.expire(subscriptionId, event);
    else this.dispatcher.close(subscriptionId);
  }

  private isOver({ expiresAt }: Subscription): boolean {
    return expiresAt !== undefined && expiresAt <= this.clock.now();
  }

  private async removeAllOf(transaction: Transaction, appInstanceId: string): Promise<void> {
    for (const subscription of await this.repository.lockAllOf(transaction, appInstanceId)) await this.remove(transaction, subscription);
  }

  private async load(): Promise<void> {
    for (const stored of await this.repository.all()) {
      if (stored.expirySeq === undefined) this.known.put(stored.subscription.subscriptionId, stored.subscription);
      this.dispatcher.open(stored);
    }
  }
}
