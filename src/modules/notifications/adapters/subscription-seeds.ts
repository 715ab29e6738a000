import { Injectable } from '@nestjs/common';
import { SeedSections } from '../../app-instance/index.js';
import { ApiDocuments, CHOSEN_ID } from '../../common/operation/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { Subscriptions } from '../domain/subscriptions.js';

/** Creates a subscription of one type as part of a unit of work; `body` is of the document's type of this name. */
type Create = (transaction: Transaction, appInstanceId: string, body: never, subscriptionId: string) => Promise<unknown>;

/** Subscriptions in the seed file: the document's type together with a subscriptionId. */
@Injectable()
export class SubscriptionSeeds {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly documents: ApiDocuments,
    private readonly sections: SeedSections,
  ) {}

  /** Lets the seed file have subscriptions of this type, which is also the name of their schema. */
  admit(document: string, subscriptionType: string, create: Create): void {
    this.sections.register({
      key: 'subscriptions',
      subscriptionType,
      faultsOf: this.documents.faultFinder(document, {
        allOf: [{ $ref: `#/components/schemas/${subscriptionType}` }, { required: ['subscriptionId'], properties: { subscriptionId: CHOSEN_ID } }],
      }),
      createIfMissing: async (transaction, appInstanceId, item) => {
        const { subscriptionId, ...body } = item as { subscriptionId: string };
        if (await this.subscriptions.exists(transaction, subscriptionId)) return false;
        await create(transaction, appInstanceId, body as never, subscriptionId);
        return true;
      },
    });
  }
}
