export type { SubscriptionResource } from './api/subscription-resource.js';
export { SubscriptionResources } from './api/subscription-resources.js';
export { DeliveryCounters } from './domain/delivery-counters.js';
export { Dispatcher } from './domain/dispatcher.js';
export type { NotificationKind } from './domain/notification-kind.js';
export { NotificationKinds } from './domain/notification-kinds.js';
export type { Subscription } from './domain/subscription.js';
export { Subscriptions } from './domain/subscriptions.js';
export { NotificationsModule } from './notifications.module.js';
