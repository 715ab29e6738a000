import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { type SubscriptionResource, SubscriptionResources, SubscriptionSeeds } from '../../notifications/index.js';
import { TerminationSubscriptions } from '../domain/termination-subscriptions.js';
import { APP_TERMINATION_SUBSCRIPTION } from '../domain/types.js';
import { APP_SUPPORT, type AppSupportRequest } from './operation-request.js';

/** Subscriptions of applications to being told before their end (MEC 011, 7.2.3 and 7.2.4). */
@Controller()
export class TerminationSubscriptionsController {
  private readonly resource: SubscriptionResource;

  constructor(
    private readonly subscriptions: TerminationSubscriptions,
    resources: SubscriptionResources,
    seeds: SubscriptionSeeds,
  ) {
    seeds.admit(APP_SUPPORT, APP_TERMINATION_SUBSCRIPTION, subscriptions.createIn.bind(subscriptions));
    this.resource = resources.belowApplications(APP_SUPPORT, APP_TERMINATION_SUBSCRIPTION);
  }

  @Operation(APP_SUPPORT, 'ApplicationsSubscriptionsGETAppinstanceid')
  subscriptionsGet({ path, ifNoneMatch }: AppSupportRequest<'ApplicationsSubscriptionsGETAppinstanceid'>): Reply {
    return this.resource.list(path.appInstanceId, ifNoneMatch);
  }

  @Operation(APP_SUPPORT, 'ApplicationsSubscriptionsPOSTAppinstanceid')
  async subscriptionsPost({ path, body }: AppSupportRequest<'ApplicationsSubscriptionsPOSTAppinstanceid'>): Promise<Reply> {
    return this.resource.created(await this.subscriptions.create(path.appInstanceId, body));
  }

  @Operation(APP_SUPPORT, 'ApplicationsSubscriptionsGETAppinstanceidSubscriptionid')
  subscriptionGet({ path, ifNoneMatch }: AppSupportRequest<'ApplicationsSubscriptionsGETAppinstanceidSubscriptionid'>): Reply {
    return this.resource.get(path.appInstanceId, path.subscriptionId, ifNoneMatch);
  }

  @Operation(APP_SUPPORT, 'ApplicationsSubscriptionsDELETEAppinstanceidSubscriptionid')
  subscriptionDelete({ path, ifMatch }: AppSupportRequest<'ApplicationsSubscriptionsDELETEAppinstanceidSubscriptionid'>): Promise<Reply> {
    return this.resource.delete(path.appInstanceId, path.subscriptionId, ifMatch);
  }
}
