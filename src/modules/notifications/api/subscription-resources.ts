import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { UnitOfWork } from '../../common/unit-of-work/index.js';
import { Subscriptions } from '../domain/subscriptions.js';
import { SubscriptionResource } from './subscription-resource.js';

/** Makes the subscription resources of the APIs. */
@Injectable()
export class SubscriptionResources {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly unitOfWork: UnitOfWork,
    private readonly apiRoot: ApiRoot,
    private readonly documents: ApiDocuments,
  ) {}

  /** Those below /applications/{appInstanceId}/subscriptions of a document. */
  belowApplications(document: string, subscriptionType: string): SubscriptionResource {
    const basePath = this.documents.get(document).basePaths[0]!;
    return new SubscriptionResource(subscriptionType, this.subscriptions, this.unitOfWork, (appInstanceId, ...subscriptionId) =>
      this.apiRoot.link(basePath, 'applications', appInstanceId, 'subscriptions', ...(subscriptionId as string[])),
    );
  }
}
