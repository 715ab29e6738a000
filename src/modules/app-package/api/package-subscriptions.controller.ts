import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { type ApiSubscriptionResource, NotificationKinds, SubscriptionResources, type SubscriptionStyle } from '../../notifications/index.js';
import { PlatformIdentity } from '../../platform/index.js';
import { interestOf, SUBSCRIPTION_TYPES } from '../domain/subscription-rules.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PackageNotificationKind } from './package-notification-kind.js';

/** The standard has no place for the filters in what is shown (MEC 010-2, 6.2.3.4). */
const STYLE: SubscriptionStyle = {
  callback: 'callbackUri',
  listLink: 'subscriptions',
  content: ({ subscriptionId, subscriptionType }) => ({ id: subscriptionId, subscriptionType }),
};

/** Subscriptions to what happens to packages (MEC 010-2, 7.3.3 and 7.3.4). */
@Controller()
export class PackageSubscriptionsController {
  private readonly resource: ApiSubscriptionResource;

  constructor(resources: SubscriptionResources, kinds: NotificationKinds, identity: PlatformIdentity) {
    this.resource = resources.ofApi(DOCUMENT, SUBSCRIPTION_TYPES, STYLE);
    const eventId = (seq: number) => identity.uuidFor('event', String(seq));
    for (const type of SUBSCRIPTION_TYPES) kinds.register(new PackageNotificationKind(type, this.resource.representation, eventId));
  }

  @Operation(DOCUMENT, 'SubscriptionsGET')
  subscriptionsGet({ caller, ifNoneMatch }: Request<'SubscriptionsGET'>): Reply {
    return this.resource.list(caller.appInstanceId, undefined, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'SubscriptionsPOST')
  subscriptionsPost({ body }: Request<'SubscriptionsPOST'>): Promise<Reply> {
    const interest = interestOf(body);
    return this.resource.create({ subscriptionType: body.subscriptionType, document: interest }, { callbackReference: body.callbackUri });
  }

  @Operation(DOCUMENT, 'SubscriptionsGETSubscriptionid')
  subscriptionGet({ path, caller, ifNoneMatch }: Request<'SubscriptionsGETSubscriptionid'>): Reply {
    return this.resource.get(caller.appInstanceId, path.subscriptionId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'SubscriptionsDELETESubscriptionid')
  subscriptionDelete({ path, caller, ifMatch }: Request<'SubscriptionsDELETESubscriptionid'>): Promise<Reply> {
    return this.resource.delete(caller.appInstanceId, path.subscriptionId, ifMatch);
  }
}
