import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { RniSubscriptions } from './rni-subscriptions.js';

/** Subscriptions to radio network events (MEC 012, 7.6 and 7.7). */
@Controller()
export class SubscriptionsController {
  constructor(private readonly subscriptions: RniSubscriptions) {}

  @Operation(DOCUMENT, 'SubscriptionsGET')
  subscriptionsGet({ query, caller, ifNoneMatch }: Request<'SubscriptionsGET'>): Reply {
    return this.subscriptions.resource.list(caller.appInstanceId, this.subscriptions.subscriptionTypeOf(query.subscription_type), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'SubscriptionsPOST')
  subscriptionsPost({ body, caller }: Request<'SubscriptionsPOST'>): Promise<Reply> {
    const { content, wish } = this.subscriptions.read(body);
    return this.subscriptions.resource.create({ ...content, ...(caller.appInstanceId !== undefined && { appInstanceId: caller.appInstanceId }) }, wish);
  }

  @Operation(DOCUMENT, 'SubscriptionsGETSubscriptionid')
  subscriptionGet({ path, caller, ifNoneMatch }: Request<'SubscriptionsGETSubscriptionid'>): Reply {
    return this.subscriptions.resource.get(caller.appInstanceId, path.subscriptionId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'SubscriptionsPUTSubscriptionid')
  subscriptionPut({ path, body, caller, ifMatch }: Request<'SubscriptionsPUTSubscriptionid'>): Promise<Reply> {
    const { content, wish } = this.subscriptions.read(body);
    return this.subscriptions.resource.replace(caller.appInstanceId, path.subscriptionId, content, wish, ifMatch);
  }

  @Operation(DOCUMENT, 'SubscriptionsDELETESubscriptionid')
  subscriptionDelete({ path, caller, ifMatch }: Request<'SubscriptionsDELETESubscriptionid'>): Promise<Reply> {
    return this.subscriptions.resource.delete(caller.appInstanceId, path.subscriptionId, ifMatch);
  }
}
