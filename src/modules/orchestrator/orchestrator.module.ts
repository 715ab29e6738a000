import { Module } from '@nestjs/common';
import { PlatformModule } from '../platform/index.js';
import { RanModule } from '../ran/index.js';
import { RegistrationClient } from './adapters/registration-client.js';
import { OrchestratedBaseStationsController } from './api/orchestrated-base-stations.controller.js';
import { OrchestratedPlatformsController } from './api/orchestrated-platforms.controller.js';
import { OtherOrchestrator } from './domain/other-orchestrator.js';
import { OwnBaseStations } from './domain/own-base-stations.js';
import { OwnPlatform } from './domain/own-platform.js';
import { PlatformDirectory } from './domain/platform-directory.js';
import { RegisteredPlatforms } from './domain/registered-platforms.js';
import { Registration } from './domain/registration.js';
import { SqlRegisteredPlatforms } from './persistence/sql-registered-platforms.js';

/** Knows which platform stands at which base station, for those who ask. */
@Module({
  imports: [PlatformModule, RanModule],
  controllers: [OrchestratedBaseStationsController, OrchestratedPlatformsController],
  providers: [
    OwnBaseStations,
    OwnPlatform,
    PlatformDirectory,
    Registration,
    { provide: OtherOrchestrator, useClass: RegistrationClient },
    { provide: RegisteredPlatforms, useClass: SqlRegisteredPlatforms },
  ],
  exports: [OwnBaseStations, PlatformDirectory],
})
export class OrchestratorModule {}
