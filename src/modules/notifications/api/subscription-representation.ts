import { type TimeStamp, toTimeStamp } from '../../common/clock/index.js';
import { created, type Reply, type Representation, reply, represent } from '../../common/operation/index.js';
import { requireMatch } from '../../common/http/index.js';
import type { Subscription } from '../domain/subscription.js';
import { MEC_009_STYLE, type SubscriptionStyle } from './subscription-style.js';

/** How an API shows its subscriptions, and refers to them (MEC 009, 6.12). */
export class SubscriptionRepresentation {
  /** `link` makes the address of a subscription, `websocketLink` that of its websocket. */
  constructor(
    readonly href: (subscription: Subscription) => string,
    private readonly websocketLink: (subscription: Subscription) => string,
    private readonly style: SubscriptionStyle = MEC_009_STYLE,
  ) {}

  /** 201, for a subscription that has just been made. */
  created(subscription: Subscription): Reply {
    return created(this.href(subscription), this.represent(subscription));
  }

  /** 200, or 304 if `ifNoneMatch` holds its entity tag. @throws Problem 400 if that is malformed */
  reply(subscription: Subscription, ifNoneMatch?: string): Reply {
    return reply(this.represent(subscription), ifNoneMatch);
  }

  /** @throws Problem 412 if the client takes the subscription for another */
  requireMatch(ifMatch: string | undefined, subscription: Subscription): void {
    requireMatch(ifMatch, this.represent(subscription).etag);
  }

  /** MEC 012, 6.4.12, and alike in other APIs. */
  testNotification(subscription: Subscription) {
    return { notificationType: 'TestNotification' as const, _links: { subscription: { href: this.href(subscription) } } };
  }

  /** MEC 012, 6.4.9, and alike in other APIs. `expiredAt` is in milliseconds since 1970. */
  expiryNotification(subscription: Subscription, expiredAt: number) {
    const { expiryDeadline } = subscription.document as { expiryDeadline: TimeStamp };
    return {
      notificationType: 'ExpiryNotification' as const,
      timeStamp: toTimeStamp(expiredAt),
      expiryDeadline,
      _links: { subscription: { href: this.href(subscription) } },
    };
  }

  private represent(subscription: Subscription): Representation {
    const { callbackReference, websocketToken } = subscription;
    const overWebsocket = callbackReference === undefined && websocketToken !== undefined;
    return represent({
      ...this.style.content(subscription),
      [this.style.callback]: callbackReference,
      websockNotifConfig: overWebsocket ? { requestWebsocketUri: true, websocketUri: this.websocketLink(subscription) } : undefined,
      _links: { self: { href: this.href(subscription) } },
    });
  }
}
