import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { type SubscriptionResource, SubscriptionResources, SubscriptionSeeds } from '../../notifications/index.js';
import { AvailabilitySubscriptions } from '../domain/availability-subscriptions.js';
import { SER_AVAILABILITY_SUBSCRIPTION } from '../domain/types.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** Subscriptions to the availability of services (MEC 011, 8.2.8 and 8.2.9). */
@Controller()
export class SubscriptionsController {
  private readonly resource: SubscriptionResource;

  constructor(
    private readonly subscriptions: AvailabilitySubscriptions,
    resources: SubscriptionResources,
    seeds: SubscriptionSeeds,
  ) {
    seeds.admit(DOCUMENT, SER_AVAILABILITY_SUBSCRIPTION, subscriptions.createIn.bind(subscriptions));
    this.resource = resources.belowApplications(DOCUMENT, SER_AVAILABILITY_SUBSCRIPTION);
  }

  @Operation(DOCUMENT, 'ApplicationsSubscriptionsGETAppinstanceid')
  subscriptionsGet({ path, ifNoneMatch }: Request<'ApplicationsSubscriptionsGETAppinstanceid'>): Reply {
    return this.resource.list(path.appInstanceId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApplicationsSubscriptionsPOSTAppinstanceid')
  async subscriptionsPost({ path, body }: Request<'ApplicationsSubscriptionsPOSTAppinstanceid'>): Promise<Reply> {
    return this.resource.created(await this.subscriptions.create(path.appInstanceId, body));
  }

  @Operation(DOCUMENT, 'ApplicationsSubscriptionsGETAppinstanceidSubscriptionid')
  subscriptionGet({ path, ifNoneMatch }: Request<'ApplicationsSubscriptionsGETAppinstanceidSubscriptionid'>): Reply {
    return this.resource.get(path.appInstanceId, path.subscriptionId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApplicationsSubscriptionsDELETEAppinstanceidSubscriptionid')
  subscriptionDelete({ path, ifMatch }: Request<'ApplicationsSubscriptionsDELETEAppinstanceidSubscriptionid'>): Promise<Reply> {
    return this.resource.delete(path.appInstanceId, path.subscriptionId, ifMatch);
  }
}
