import { Module } from '@nestjs/common';
import { AppInstanceModule } from '../app-instance/index.js';
import { HttpCallbackClient } from './adapters/http-callback-client.js';
import { SubscriptionSeeds } from './adapters/subscription-seeds.js';
import { ConsumerWebsockets } from './adapters/websocket/consumer-websockets.js';
import { SubscriptionResources } from './api/subscription-resources.js';
import { Acknowledgements } from './domain/acknowledgements.js';
import { CallbackClient } from './domain/callback-client.js';
import { CallbackPolicy } from './domain/callback-policy.js';
import { Consumers } from './domain/consumers.js';
import { Delivery } from './domain/delivery.js';
import { DeliveryCounters } from './domain/delivery-counters.js';
import { Dispatcher } from './domain/dispatcher.js';
import { Enrolment } from './domain/enrolment.js';
import { Expiry } from './domain/expiry.js';
import { Housekeeping } from './domain/housekeeping.js';
import { NotificationKinds } from './domain/notification-kinds.js';
import { SubscriptionRepository } from './domain/subscription-repository.js';
import { Subscriptions } from './domain/subscriptions.js';
import { SqlSubscriptionRepository } from './persistence/sql-subscription-repository.js';

/** Subscriptions of all APIs, and the delivery of what they subscribe to. */
@Module({
  imports: [AppInstanceModule],
  providers: [
    Acknowledgements,
    CallbackPolicy,
    Consumers,
    ConsumerWebsockets,
    Delivery,
    DeliveryCounters,
    Dispatcher,
    Enrolment,
    Expiry,
    Housekeeping,
    NotificationKinds,
    SubscriptionResources,
    SubscriptionSeeds,
    Subscriptions,
    { provide: CallbackClient, useClass: HttpCallbackClient },
    { provide: SubscriptionRepository, useClass: SqlSubscriptionRepository },
  ],
  exports: [DeliveryCounters, Dispatcher, NotificationKinds, SubscriptionResources, SubscriptionSeeds, Subscriptions],
})
export class NotificationsModule {}
