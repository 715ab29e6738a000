import { requireMatch } from '../../common/http/index.js';
import { created, noContent, reply, type Reply, type Representation, represent } from '../../common/operation/index.js';
import { notFound } from '../../common/problem/index.js';
import type { UnitOfWork } from '../../common/unit-of-work/index.js';
import type { Subscription } from '../domain/subscription.js';
import type { Subscriptions } from '../domain/subscriptions.js';

/** Makes the address of the subscriptions of an application instance, or of one of them. */
type Link = (appInstanceId: string, subscriptionId?: string) => string;

/** The subscriptions of applications to one API, of one type: reading and removing them is alike in all APIs. */
export class SubscriptionResource {
  constructor(
    private readonly subscriptionType: string,
    private readonly subscriptions: Subscriptions,
    private readonly unitOfWork: UnitOfWork,
    private readonly link: Link,
  ) {}

  href({ appInstanceId, subscriptionId }: Subscription): string {
    return this.link(appInstanceId, subscriptionId);
  }

  list(appInstanceId: string, ifNoneMatch: string | undefined): Reply {
    const subscriptions = this.subscriptions.list(appInstanceId, this.subscriptionType).map((subscription) => ({
      href: this.href(subscription),
      subscriptionType: subscription.subscriptionType,
    }));
    return reply(represent({ _links: { self: { href: this.link(appInstanceId) }, subscriptions } }), ifNoneMatch);
  }

  get(appInstanceId: string, subscriptionId: string, ifNoneMatch: string | undefined): Reply {
    return reply(this.represent(this.require(appInstanceId, subscriptionId)), ifNoneMatch);
  }

  created(subscription: Subscription): Reply {
    return created(this.href(subscription), this.represent(subscription));
  }

  async delete(appInstanceId: string, subscriptionId: string, ifMatch: string | undefined): Promise<Reply> {
    await this.unitOfWork.run(async (transaction) => {
      const subscription = this.require(appInstanceId, subscriptionId);
      requireMatch(ifMatch, this.represent(subscription).etag);
      await this.subscriptions.remove(transaction, subscription);
    });
    return noContent();
  }

  private require(appInstanceId: string, subscriptionId: string): Subscription {
    const found = this.subscriptions.find(appInstanceId, this.subscriptionType, subscriptionId);
    if (!found) throw notFound(`The application instance ${appInstanceId} has no subscription ${subscriptionId}.`);
    return found;
  }

  private represent(subscription: Subscription): Representation {
    return represent({ ...(subscription.document as object), _links: { self: { href: this.href(subscription) } } });
  }
}
