import { Module } from '@nestjs/common';
import { RanModule } from '../ran/index.js';
import { NetworksController } from './api/networks.controller.js';
import { RegistrationLinks } from './api/registration-links.js';
import { RunsController } from './api/runs.controller.js';
import { ScenariosController } from './api/scenarios.controller.js';
import { RegistrationUesController } from './api/ues.controller.js';
import { CellChanges } from './domain/cell-change/cell-changes.js';
import { MobilityRegistrations } from './domain/cell-change/mobility-registrations.js';
import { Networks } from './domain/networks/networks.js';
import { Scenarios } from './domain/networks/scenarios.js';
import { Ues } from './domain/networks/ues.js';
import { CellChangeCursor } from './domain/ports/cell-change-cursor.js';
import { NetworkRepository } from './domain/ports/network-repository.js';
import { RunRepository } from './domain/ports/run-repository.js';
import { UeRepository } from './domain/ports/ue-repository.js';
import { RunBeginning } from './domain/runs/run-beginning.js';
import { Runs } from './domain/runs/runs.js';
import { RunWorker } from './domain/runs/run-worker.js';
import { SqlCellChangeCursor } from './persistence/sql-cell-change-cursor.js';
import { SqlNetworkRepository } from './persistence/sql-network-repository.js';
import { SqlRunRepository } from './persistence/sql-run-repository.js';
import { SqlUeRepository } from './persistence/sql-ue-repository.js';

/** Registrations with an emulated core network whose AMF sets serve different slices. */
@Module({
  imports: [RanModule],
  controllers: [NetworksController, RegistrationUesController, RunsController, ScenariosController],
  providers: [
    CellChanges,
    MobilityRegistrations,
    Networks,
    RegistrationLinks,
    RunBeginning,
    Runs,
    RunWorker,
    Scenarios,
    Ues,
    { provide: CellChangeCursor, useClass: SqlCellChangeCursor },
    { provide: NetworkRepository, useClass: SqlNetworkRepository },
    { provide: RunRepository, useClass: SqlRunRepository },
    { provide: UeRepository, useClass: SqlUeRepository },
  ],
})
export class RegistrationModule {}
