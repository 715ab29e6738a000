import { Module } from '@nestjs/common';
import { AddressesController } from './api/addresses.controller.js';
import { DetectionController } from './api/detection.controller.js';
import { HandoversController } from './api/handovers.controller.js';
import { Mp3Controller } from './api/mp3.controller.js';

/** The traffic rules of a UE go with it when it moves to the base station of another platform. */
@Module({ controllers: [AddressesController, DetectionController, HandoversController, Mp3Controller] })
export class HandoverModule {}
