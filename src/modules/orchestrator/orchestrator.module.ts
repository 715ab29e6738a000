import { Module } from '@nestjs/common';
import { OrchestratedBaseStationsController } from './api/orchestrated-base-stations.controller.js';
import { OrchestratedPlatformsController } from './api/orchestrated-platforms.controller.js';

/** Knows which platform stands at which base station, for those who ask. */
@Module({ controllers: [OrchestratedBaseStationsController, OrchestratedPlatformsController] })
export class OrchestratorModule {}
