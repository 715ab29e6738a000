import type { CallbackAttribute } from '../domain/callback-policy.js';
import type { Subscription } from '../domain/subscription.js';

/** How an API writes its subscriptions. */
export interface SubscriptionStyle {
  callback: CallbackAttribute;
  /** Name of the links in the list of subscriptions. */
  listLink: 'subscription' | 'subscriptions';
  /** What a subscription shows beside its callback and its links. */
  content(subscription: Subscription): object;
}

/** As MEC 009, 6.12 and the APIs of services write it. */
export const MEC_009_STYLE: SubscriptionStyle = {
  callback: 'callbackReference',
  listLink: 'subscription',
  content: ({ document }) => document as object,
};
