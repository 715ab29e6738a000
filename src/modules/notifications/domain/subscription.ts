import { topic } from '../../common/events/index.js';

/** A subscription of any API: whom to tell what. */
export interface Subscription {
  subscriptionId: string;
  /** The standard's subscriptionType. */
  subscriptionType: string;
  appInstanceId: string;
  callbackReference: string;
  /** The subscription as its document defines it, without the links. */
  document: unknown;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A subscription has been made, or has gone. The number of this event is where its deliveries begin. */
export const SUBSCRIPTION_CHANGED = topic<{ change: 'CREATED' | 'REMOVED'; subscription: Subscription }>('notifications.subscription');
