import { Module } from '@nestjs/common';
import { AppInstanceModule } from '../app-instance/index.js';
import { AppRulesModule } from '../app-rules/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { HostTimeSource } from './adapters/host-time-source.js';
import { TimingFile } from './adapters/timing-file.js';
import { AppSupportLinks } from './api/app-support-links.js';
import { ConfirmationsController } from './api/confirmations.controller.js';
import { DnsRulesController } from './api/dns-rules.controller.js';
import { ManagedAppInstancesController } from './api/managed-app-instances.controller.js';
import { ManagedDnsRulesController } from './api/managed-dns-rules.controller.js';
import { ManagedTrafficRulesController } from './api/managed-traffic-rules.controller.js';
import { RegistrationsController } from './api/registrations.controller.js';
import { TerminationNotifications } from './api/termination-notifications.js';
import { TerminationSubscriptionsController } from './api/termination-subscriptions.controller.js';
import { TimingController } from './api/timing.controller.js';
import { TrafficRulesController } from './api/traffic-rules.controller.js';
import { ConfiguredTiming } from './domain/configured-timing.js';
import { RegistrationRepository } from './domain/registration-repository.js';
import { Registrations } from './domain/registrations.js';
import { TerminationRepository } from './domain/termination-repository.js';
import { TerminationSubscriptions } from './domain/termination-subscriptions.js';
import { Terminations } from './domain/terminations.js';
import { TimeSource } from './domain/time-source.js';
import { Timing } from './domain/timing.js';
import { SqlRegistrationRepository } from './persistence/sql-registration-repository.js';
import { SqlTerminationRepository } from './persistence/sql-termination-repository.js';

/** MEC 011 application support for applications, and Mm5 for platform managers. */
@Module({
  imports: [AppInstanceModule, AppRulesModule, NotificationsModule],
  controllers: [
    ConfirmationsController,
    DnsRulesController,
    ManagedAppInstancesController,
    ManagedDnsRulesController,
    ManagedTrafficRulesController,
    RegistrationsController,
    TerminationSubscriptionsController,
    TimingController,
    TrafficRulesController,
  ],
  providers: [
    AppSupportLinks,
    Registrations,
    TerminationNotifications,
    TerminationSubscriptions,
    Terminations,
    Timing,
    { provide: ConfiguredTiming, useClass: TimingFile },
    { provide: RegistrationRepository, useClass: SqlRegistrationRepository },
    { provide: TerminationRepository, useClass: SqlTerminationRepository },
    { provide: TimeSource, useClass: HostTimeSource },
  ],
  exports: [Registrations, Terminations, TerminationSubscriptions],
})
export class AppSupportModule {}
