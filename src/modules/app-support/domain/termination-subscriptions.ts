import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type Fault, refuseFaults } from '../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { type Subscription, Subscriptions } from '../../notifications/index.js';
import { APP_TERMINATION_SUBSCRIPTION, type AppTerminationNotificationSubscription } from './types.js';

const ownFaults = (appInstanceId: string, body: AppTerminationNotificationSubscription): Fault[] =>
  body.appInstanceId === appInstanceId ? [] : [{ place: '/appInstanceId', detail: `must be ${appInstanceId}, as in the path` }];

/** Subscriptions of applications to being told before their end (MEC 011, 7.1.3.2). */
@Injectable()
export class TerminationSubscriptions {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Whether the application would be told to finish. */
  isSubscribed(appInstanceId: string): boolean {
    return this.subscriptions.listOfType([APP_TERMINATION_SUBSCRIPTION]).some((subscription) => subscription.appInstanceId === appInstanceId);
  }

  /** @throws Problem 404 if there is no such application instance, 400 or 422 if the subscription is refused */
  create(appInstanceId: string, body: AppTerminationNotificationSubscription): Promise<Subscription> {
    return this.unitOfWork.run((transaction) => this.createIn(transaction, appInstanceId, body, newId()));
  }

  /** As `create`, as part of a larger unit of work and under a given id. @throws Problem as `create` does */
  async createIn(
    transaction: Transaction,
    appInstanceId: string,
    body: AppTerminationNotificationSubscription,
    subscriptionId: string,
  ): Promise<Subscription> {
    refuseFaults(ownFaults(appInstanceId, body));
    const { subscriptionType, callbackReference } = body;
    const document = { subscriptionType, callbackReference, appInstanceId };
    return this.subscriptions.create(transaction, { subscriptionId, subscriptionType, appInstanceId, callbackReference, document });
  }
}
