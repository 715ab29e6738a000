import { Module } from '@nestjs/common';
import { AppInstanceModule } from '../app-instance/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { PlatformModule } from '../platform/index.js';
import { SeedServices } from './adapters/seed-services.js';
import { TransportsFile } from './adapters/transports-file.js';
import { ApplicationServicesController } from './api/application-services.controller.js';
import { AvailabilityNotifications } from './api/availability-notifications.js';
import { LivenessController } from './api/liveness.controller.js';
import { ServiceLinks } from './api/service-links.js';
import { ServiceRepresentation } from './api/service-representation.js';
import { ServicesController } from './api/services.controller.js';
import { SubscriptionsController } from './api/subscriptions.controller.js';
import { PlatformServices } from './catalogue/platform-services.js';
import { ServiceCatalogue } from './catalogue/service-catalogue.js';
import { AvailabilitySubscriptions } from './domain/availability-subscriptions.js';
import { ConfiguredTransports } from './domain/configured-transports.js';
import { LivenessSupervisor } from './domain/liveness-supervisor.js';
import { ServiceRegistry } from './domain/service-registry.js';
import { ServiceRepository } from './domain/service-repository.js';
import { Transports } from './domain/transports.js';
import { SqlServiceRepository } from './persistence/sql-service-repository.js';

/** MEC 011 service management: registry, availability notifications, transports and liveness. */
@Module({
  imports: [AppInstanceModule, NotificationsModule, PlatformModule],
  controllers: [ServicesController, ApplicationServicesController, SubscriptionsController, LivenessController],
  providers: [
    AvailabilityNotifications,
    AvailabilitySubscriptions,
    LivenessSupervisor,
    PlatformServices,
    SeedServices,
    ServiceCatalogue,
    ServiceLinks,
    ServiceRegistry,
    ServiceRepresentation,
    Transports,
    { provide: ConfiguredTransports, useClass: TransportsFile },
    { provide: ServiceRepository, useClass: SqlServiceRepository },
  ],
  exports: [ServiceCatalogue, Transports],
})
export class ServiceRegistryModule {}
