import { Injectable } from '@nestjs/common';
import { AppInstances } from '../../app-instance/index.js';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { notFound } from '../../common/problem/index.js';
import { CallbackPolicy } from './callback-policy.js';
import { Dispatcher } from './dispatcher.js';
import { SUBSCRIPTION_CHANGED, type Subscription } from './subscription.js';
import { SubscriptionRepository } from './subscription-repository.js';

/** The subscriptions of all applications to all APIs. */
@Injectable()
export class Subscriptions {
  private readonly known = new Map<string, Subscription>();

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
    eventLog.follow(SUBSCRIPTION_CHANGED, ({ seq, payload: { change, subscription } }) => {
      if (change === 'CREATED') this.open(subscription, seq);
      else this.close(subscription.subscriptionId);
    });
  }

  /** Undefined unless it is of this application and this type. @throws Problem 404 if there is no such application instance */
  find(appInstanceId: string, subscriptionType: string, subscriptionId: string): Subscription | undefined {
    this.appInstances.require(appInstanceId);
    const found = this.known.get(subscriptionId);
    return found?.appInstanceId === appInstanceId && found.subscriptionType === subscriptionType ? found : undefined;
  }

  /** Reads inside a unit of work. */
  exists(transaction: Transaction, subscriptionId: string): Promise<boolean> {
    return this.repository.exists(transaction, subscriptionId);
  }

  /** Those of one application and one type, oldest first. @throws Problem 404 if there is no such application instance */
  list(appInstanceId: string, subscriptionType: string): Subscription[] {
    this.appInstances.require(appInstanceId);
    return [...this.known.values()].filter(
      (subscription) => subscription.appInstanceId === appInstanceId && subscription.subscriptionType === subscriptionType,
    );
  }

  /**
   * Makes a subscription; it is told of the changes that are committed after it.
   * @throws Problem 404 if there is no such application instance, 400 if the callback is no http or https URL, 422 if its host is not allowed here
   */
  async create(transaction: Transaction, subscription: Omit<Subscription, 'createdAt'>): Promise<Subscription> {
    await this.appInstances.hold(transaction, subscription.appInstanceId);
    this.callbackPolicy.require(subscription.callbackReference);
    const created = { ...subscription, createdAt: this.clock.now() };
    const seq = await this.eventLog.append(transaction, SUBSCRIPTION_CHANGED, { change: 'CREATED', subscription: created });
    await this.repository.insert(transaction, created, seq);
    return created;
  }

  /** Removes a subscription; what it has not been told yet is not told any more. @throws Problem 404 if it has just gone */
  async remove(transaction: Transaction, subscription: Subscription): Promise<void> {
    if (!(await this.repository.remove(transaction, subscription.subscriptionId)))
      throw notFound(`There is no subscription ${subscription.subscriptionId}.`);
    await this.eventLog.append(transaction, SUBSCRIPTION_CHANGED, { change: 'REMOVED', subscription });
  }

  private async removeAllOf(transaction: Transaction, appInstanceId: string): Promise<void> {
    for (const subscription of await this.repository.lockAllOf(transaction, appInstanceId)) await this.remove(transaction, subscription);
  }

  private async load(): Promise<void> {
    for (const { subscription, position } of await this.repository.all()) this.open(subscription, position);
  }

  private open(subscription: Subscription, position: number): void {
    this.known.set(subscription.subscriptionId, subscription);
    this.dispatcher.open(subscription, position);
  }

  private close(subscriptionId: string): void {
    this.known.delete(subscriptionId);
    this.dispatcher.close(subscriptionId);
  }
}
