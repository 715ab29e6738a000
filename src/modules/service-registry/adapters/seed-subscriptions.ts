import { Injectable } from '@nestjs/common';
import { type SeedSection, SeedSections } from '../../app-instance/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { Subscriptions } from '../../notifications/index.js';
import { AvailabilitySubscriptions } from '../domain/availability-subscriptions.js';
import { SER_AVAILABILITY_SUBSCRIPTION, type SerAvailabilityNotificationSubscription } from '../domain/types.js';

type SeedSubscription = SerAvailabilityNotificationSubscription & { subscriptionId: string };

/** Availability subscriptions in the seed file: the document's type together with a subscriptionId. */
@Injectable()
export class SeedSubscriptions implements SeedSection {
  readonly key = 'subscriptions';
  readonly subscriptionType = SER_AVAILABILITY_SUBSCRIPTION;
  readonly faultsOf;

  constructor(
    private readonly availability: AvailabilitySubscriptions,
    private readonly subscriptions: Subscriptions,
    documents: ApiDocuments,
    sections: SeedSections,
  ) {
    this.faultsOf = documents.faultFinder('mec011-service-management', {
      allOf: [{ $ref: '#/components/schemas/SerAvailabilityNotificationSubscription' }, { required: ['subscriptionId'], properties: { subscriptionId: { type: 'string', minLength: 1 } } }],
    });
    sections.register(this);
  }

  async createIfMissing(transaction: Transaction, appInstanceId: string, item: unknown): Promise<boolean> {
    const { subscriptionId, ...subscription } = item as SeedSubscription;
    if (await this.subscriptions.exists(transaction, subscriptionId)) return false;
    await this.availability.createIn(transaction, appInstanceId, subscription, subscriptionId);
    return true;
  }
}
