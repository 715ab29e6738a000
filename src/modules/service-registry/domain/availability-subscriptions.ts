import { v7 as newId } from 'uuid';
import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { invalid } from '../../common/problem/index.js';
import { type Subscription, Subscriptions } from '../../notifications/index.js';
import type { SerAvailabilityNotificationSubscription, ServiceFilteringCriteria } from './types.js';

const EXCLUSIVE = ['serInstanceIds', 'serNames', 'serCategories'] as const;

/** MEC 011, 8.1.3.2, note: at most one of the three that define a set of services. */
function checkCriteria({ filteringCriteria }: SerAvailabilityNotificationSubscription): void {
  const given = EXCLUSIVE.filter((name) => filteringCriteria?.[name]?.length);
  if (given.length > 1)
    throw invalid(`The body/filteringCriteria has ${given.join(' and ')}, which exclude each other.`, [
      { place: '/filteringCriteria', detail: `must have at most one of ${EXCLUSIVE.join(', ')}` },
    ]);
}

/** What the filter goes by; an attribute that it does not know is not kept, lest it look as if it counted. */
function knownCriteria({ serInstanceIds, serNames, serCategories, states, isLocal }: ServiceFilteringCriteria): ServiceFilteringCriteria {
  return {
    ...(serInstanceIds && { serInstanceIds }),
    ...(serNames && { serNames }),
    ...(serCategories && { serCategories }),
    ...(states && { states }),
    ...(isLocal !== undefined && { isLocal }),
  };
}

/** Subscriptions to changes of services (MEC 011, 8.2.8 and 8.2.9). */
@Injectable()
export class AvailabilitySubscriptions {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem 404 if there is no such application instance, 400 or 422 if the subscription is refused */
  create(appInstanceId: string, body: SerAvailabilityNotificationSubscription): Promise<Subscription> {
    return this.unitOfWork.run((transaction) => this.createIn(transaction, appInstanceId, body, newId()));
  }

  /** As `create`, as part of a larger unit of work and under a given id. */
  async createIn(
    transaction: Transaction,
    appInstanceId: string,
    body: SerAvailabilityNotificationSubscription,
    subscriptionId: string,
  ): Promise<Subscription> {
    checkCriteria(body);
    const { subscriptionType, callbackReference, filteringCriteria } = body;
    const document = { subscriptionType, callbackReference, ...(filteringCriteria && { filteringCriteria: knownCriteria(filteringCriteria) }) };
    return this.subscriptions.create(transaction, { subscriptionId, subscriptionType, appInstanceId, callbackReference, document });
  }
}
