import { Module } from '@nestjs/common';
import { RanModule } from '../ran/index.js';
import { OrchestratedBaseStationsController } from './api/orchestrated-base-stations.controller.js';
import { OrchestratedPlatformsController } from './api/orchestrated-platforms.controller.js';
import { OwnBaseStations } from './domain/own-base-stations.js';

/** Knows which platform stands at which base station, for those who ask. */
@Module({
  imports: [RanModule],
  controllers: [OrchestratedBaseStationsController, OrchestratedPlatformsController],
  providers: [OwnBaseStations],
  exports: [OwnBaseStations],
})
export class OrchestratorModule {}
