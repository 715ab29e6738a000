import { Injectable } from '@nestjs/common';
import { type SeedSection, SeedSections } from '../../app-instance/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { Subscriptions } from '../../notifications/index.js';
import { TerminationSubscriptions } from '../domain/termination-subscriptions.js';
import { APP_TERMINATION_SUBSCRIPTION, type AppTerminationNotificationSubscription } from '../domain/types.js';

type SeedSubscription = AppTerminationNotificationSubscription & { subscriptionId: string };

/** Termination subscriptions in the seed file: the document's type together with a subscriptionId. */
@Injectable()
export class SeedTerminationSubscriptions implements SeedSection {
  readonly key = 'subscriptions';
  readonly subscriptionType = APP_TERMINATION_SUBSCRIPTION;
  readonly faultsOf;

  constructor(
    private readonly terminationSubscriptions: TerminationSubscriptions,
    private readonly subscriptions: Subscriptions,
    documents: ApiDocuments,
    sections: SeedSections,
  ) {
    this.faultsOf = documents.faultFinder('mec011-app-support', {
      allOf: [{ $ref: `#/components/schemas/${APP_TERMINATION_SUBSCRIPTION}` }, { required: ['subscriptionId'], properties: { subscriptionId: { type: 'string', minLength: 1 } } }],
    });
    sections.register(this);
  }

  async createIfMissing(transaction: Transaction, appInstanceId: string, item: unknown): Promise<boolean> {
    const { subscriptionId, ...subscription } = item as SeedSubscription;
    if (await this.subscriptions.exists(transaction, subscriptionId)) return false;
    await this.terminationSubscriptions.createIn(transaction, appInstanceId, subscription, subscriptionId);
    return true;
  }
}
