import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { RuntimeHeader } from '../../container-runtime/index.js';
import { type ApiSubscriptionResource, NotificationKinds, SubscriptionResources, type SubscriptionStyle } from '../../notifications/index.js';
import { interestOf, SUBSCRIPTION_TYPES } from '../domain/subscription-rules.js';
import { LifecycleNotifications } from './lifecycle-notifications.js';
import { DOCUMENT, type Request } from './operation-request.js';

const STYLE: SubscriptionStyle = {
  callback: 'callbackUri',
  listLink: 'subscriptions',
  content: ({ subscriptionId, document }) => ({ id: subscriptionId, ...(document as object) }),
};

/** Subscriptions to what happens to application instances (MEC 010-2, 7.4.3 and 7.4.4). */
@Controller()
export class LifecycleSubscriptionsController {
  private readonly resource: ApiSubscriptionResource;

  constructor(
    private readonly runtime: RuntimeHeader,
    notifications: LifecycleNotifications,
    resources: SubscriptionResources,
    kinds: NotificationKinds,
  ) {
    this.resource = resources.ofApi(DOCUMENT, SUBSCRIPTION_TYPES, STYLE);
    const { instances, operations } = notifications.kinds(this.resource.representation);
    for (const kind of instances) kinds.register(kind);
    kinds.register(operations);
  }

  @Operation(DOCUMENT, 'SubscriptionsGET')
  subscriptionsGet({ query, caller, ifNoneMatch }: Request<'SubscriptionsGET'>): Reply {
    return this.runtime.on(this.resource.list(caller.appInstanceId, query.subscriptiontype, ifNoneMatch));
  }

  @Operation(DOCUMENT, 'SubscriptionsPOST')
  async subscriptionsPost({ body }: Request<'SubscriptionsPOST'>): Promise<Reply> {
    const interest = interestOf(body);
    return this.runtime.on(await this.resource.create({ subscriptionType: body.subscriptionType, document: interest }, { callbackReference: body.callbackUri }));
  }

  @Operation(DOCUMENT, 'SubscriptionsGETSubscriptionid')
  subscriptionGet({ path, caller, ifNoneMatch }: Request<'SubscriptionsGETSubscriptionid'>): Reply {
    return this.runtime.on(this.resource.get(caller.appInstanceId, path.subscriptionId, ifNoneMatch));
  }

  @Operation(DOCUMENT, 'SubscriptionsDELETESubscriptionid')
  async subscriptionDelete({ path, caller, ifMatch }: Request<'SubscriptionsDELETESubscriptionid'>): Promise<Reply> {
    return this.runtime.on(await this.resource.delete(caller.appInstanceId, path.subscriptionId, ifMatch));
  }
}
