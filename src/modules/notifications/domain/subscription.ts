import { type LoggedEvent, topic } from '../../common/events/index.js';

/** A subscription of any API: whom to tell what. Its notifications go to the callback, or over the websocket if it has none. */
export interface Subscription {
  subscriptionId: string;
  /** The standard's subscriptionType. */
  subscriptionType: string;
  /** Whose it is, as far as the API tells; it ends with this application instance. */
  appInstanceId?: string;
  callbackReference?: string;
  /** What whoever opens the websocket has to know. */
  websocketToken?: string;
  /** When it ends; milliseconds since 1970. */
  expiresAt?: number;
  /** The subscription as its document defines it, without the links and the way to the subscriber. */
  document: unknown;
  /** Milliseconds since 1970. */
  createdAt: number;
}

interface SubscriptionChange {
  change: 'CREATED' | 'REPLACED' | 'EXPIRED' | 'REMOVED';
  subscription: Subscription;
  /** The subscriber is told with a TestNotification, as of any other event. */
  testDue?: boolean;
}

/** What has become of a subscription. The number of the first of these events is where its deliveries begin. */
export const SUBSCRIPTION_CHANGED = topic<SubscriptionChange>('notifications.subscription');
export type SubscriptionEvent = LoggedEvent<SubscriptionChange>;
