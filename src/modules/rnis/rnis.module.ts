import { Module } from '@nestjs/common';
import { AppInstanceModule } from '../app-instance/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { RanModule } from '../ran/index.js';
import { QueriesController } from './api/queries.controller.js';
import { RniSubscriptions } from './api/rni-subscriptions.js';
import { SubscriptionsController } from './api/subscriptions.controller.js';
import { EndMarkers } from './domain/end-marker/end-markers.js';
import { AskedApplications } from './domain/queries/asked-applications.js';
import { AttachedUes } from './domain/queries/attached-ues.js';
import { OwnNetwork } from './domain/queries/own-network.js';

/** MEC 012: the radio network information service. */
@Module({
  imports: [AppInstanceModule, NotificationsModule, RanModule],
  controllers: [QueriesController, SubscriptionsController],
  providers: [AskedApplications, AttachedUes, EndMarkers, OwnNetwork, RniSubscriptions],
})
export class RnisModule {}
