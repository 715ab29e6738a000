import { Injectable } from '@nestjs/common';
import { type SeedSection, SeedSections } from '../../app-instance/index.js';
import { ApiDocuments, schemaFaults } from '../../common/operation/index.js';
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
  private readonly validate;

  constructor(
    private readonly availability: AvailabilitySubscriptions,
    private readonly subscriptions: Subscriptions,
    documents: ApiDocuments,
    sections: SeedSections,
  ) {
    const identified = { type: 'object', required: ['subscriptionId'], properties: { subscriptionId: { type: 'string', minLength: 1 } } };
    this.validate = documents
      .requestCompiler(documents.get('mec011-service-management'))
      .compile({ allOf: [{ $ref: '#/components/schemas/SerAvailabilityNotificationSubscription' }, identified] });
    sections.register(this);
  }

  faultsOf(item: unknown): string[] {
    return this.validate(item) ? [] : schemaFaults(this.validate.errors ?? []).map(({ place, detail }) => `${place} ${detail}`);
  }

  async createIfMissing(transaction: Transaction, appInstanceId: string, item: unknown): Promise<boolean> {
    const { subscriptionId, ...subscription } = item as SeedSubscription;
    if (this.subscriptions.has(subscriptionId)) return false;
    await this.availability.createIn(transaction, appInstanceId, subscription, subscriptionId);
    return true;
  }
}
