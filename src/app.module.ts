import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, type Settings } from './config/index.js';
import { AppInstanceModule } from './modules/app-instance/index.js';
import { AppLifecycleModule } from './modules/app-lifecycle/index.js';
import { AppPackageModule } from './modules/app-package/index.js';
import { AppRulesModule } from './modules/app-rules/index.js';
import { AppSupportModule } from './modules/app-support/index.js';
import type { Clock } from './modules/common/clock/index.js';
import { CommonModule } from './modules/common/common.module.js';
import type { Database } from './modules/common/persistence/index.js';
import { DocumentationModule } from './modules/documentation/index.js';
import { HandoverModule } from './modules/handover/index.js';
import { HealthModule } from './modules/health/index.js';
import { NotificationsModule } from './modules/notifications/index.js';
import { OrchestratorModule } from './modules/orchestrator/index.js';
import { PlacementModule } from './modules/placement/index.js';
import { PlatformModule } from './modules/platform/index.js';
import { RanModule } from './modules/ran/index.js';
import { RegistrationModule } from './modules/registration/index.js';
import { RnisModule } from './modules/rnis/index.js';
import { SeedModule } from './modules/seed/index.js';
import { ServiceRegistryModule } from './modules/service-registry/index.js';

/** The whole platform. */
@Module({})
export class AppModule {
  static with(settings: Settings, clock: Clock, database: Database): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        CommonModule.with(clock, database),
        PlatformModule,
        RanModule,
        AppInstanceModule,
        NotificationsModule,
        ServiceRegistryModule,
        RnisModule,
        RegistrationModule,
        AppPackageModule,
        AppRulesModule,
        AppSupportModule,
        AppLifecycleModule,
        OrchestratorModule,
        HandoverModule,
        PlacementModule,
        SeedModule,
        DocumentationModule,
        HealthModule,
      ],
    };
  }
}
