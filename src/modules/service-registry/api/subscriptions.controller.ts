import { Controller } from '@nestjs/common';
import { requireMatch } from '../../common/http/index.js';
import { created, noContent, Operation, type Reply } from '../../common/operation/index.js';
import type { Subscription } from '../../notifications/index.js';
import { AvailabilitySubscriptions } from '../domain/availability-subscriptions.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { reply, represent } from './representations.js';
import { ServiceLinks } from './service-links.js';

/** Subscriptions to the availability of services (MEC 011, 8.2.8 and 8.2.9). */
@Controller()
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: AvailabilitySubscriptions,
    private readonly links: ServiceLinks,
  ) {}

  @Operation(DOCUMENT, 'ApplicationsSubscriptionsGETAppinstanceid')
  subscriptionsGet({ path, ifNoneMatch }: Request<'ApplicationsSubscriptionsGETAppinstanceid'>): Reply {
    const subscriptions = this.subscriptions.list(path.appInstanceId).map((subscription) => ({
      href: this.hrefOf(subscription),
      subscriptionType: subscription.subscriptionType,
    }));
    return reply(represent({ _links: { self: { href: this.links.subscriptions(path.appInstanceId) }, subscriptions } }), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApplicationsSubscriptionsPOSTAppinstanceid')
  async subscriptionsPost({ path, body }: Request<'ApplicationsSubscriptionsPOSTAppinstanceid'>): Promise<Reply> {
    const subscription = await this.subscriptions.create(path.appInstanceId, body);
    return created(this.hrefOf(subscription), this.represent(subscription));
  }

  @Operation(DOCUMENT, 'ApplicationsSubscriptionsGETAppinstanceidSubscriptionid')
  subscriptionGet({ path, ifNoneMatch }: Request<'ApplicationsSubscriptionsGETAppinstanceidSubscriptionid'>): Reply {
    return reply(this.represent(this.subscriptions.get(path.appInstanceId, path.subscriptionId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApplicationsSubscriptionsDELETEAppinstanceidSubscriptionid')
  async subscriptionDelete({ path, ifMatch }: Request<'ApplicationsSubscriptionsDELETEAppinstanceidSubscriptionid'>): Promise<Reply> {
    await this.subscriptions.remove(path.appInstanceId, path.subscriptionId, (current) =>
      requireMatch(ifMatch, this.represent(current).etag),
    );
    return noContent();
  }

  private hrefOf({ appInstanceId, subscriptionId }: Subscription): string {
    return this.links.subscription(appInstanceId, subscriptionId);
  }

  private represent(subscription: Subscription) {
    return represent({ ...(subscription.document as object), _links: { self: { href: this.hrefOf(subscription) } } });
  }
}
