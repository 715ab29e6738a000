import { Module } from '@nestjs/common';
import { AddressesController } from './api/addresses.controller.js';
import { DetectionController } from './api/detection.controller.js';
import { HandoversController } from './api/handovers.controller.js';
import { Mp3Controller } from './api/mp3.controller.js';
import { EpochRepository } from './domain/ports/epoch-repository.js';
import { GuestRepository } from './domain/ports/guest-repository.js';
import { HandoverRepository } from './domain/ports/handover-repository.js';
import { Driver } from './domain/record/driver.js';
import { Guests } from './domain/record/guests.js';
import { Handovers } from './domain/record/handovers.js';
import { UeEpochs } from './domain/record/ue-epochs.js';
import { SqlEpochRepository } from './persistence/sql-epoch-repository.js';
import { SqlGuestRepository } from './persistence/sql-guest-repository.js';
import { SqlHandoverRepository } from './persistence/sql-handover-repository.js';

/** The traffic rules of a UE go with it when it moves to the base station of another platform. */
@Module({
  controllers: [AddressesController, DetectionController, HandoversController, Mp3Controller],
  providers: [
    Driver,
    Guests,
    Handovers,
    UeEpochs,
    { provide: EpochRepository, useClass: SqlEpochRepository },
    { provide: GuestRepository, useClass: SqlGuestRepository },
    { provide: HandoverRepository, useClass: SqlHandoverRepository },
  ],
})
export class HandoverModule {}
