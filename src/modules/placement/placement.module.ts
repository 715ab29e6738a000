import { Module } from '@nestjs/common';
import { Settings } from '../../config/index.js';
import { AppInstanceModule } from '../app-instance/index.js';
import { AppRulesModule } from '../app-rules/index.js';
import { AppSupportModule } from '../app-support/index.js';
import { Lanes } from '../common/lanes/index.js';
import { ContainerRuntimeModule } from '../container-runtime/index.js';
import { PlatformModule } from '../platform/index.js';
import { RanModule } from '../ran/index.js';
import { HttpRegistries } from './adapters/http-registries.js';
import { FileLibraryStore } from './adapters/library/file-library-store.js';
import { TcpPortProbe } from './adapters/tcp-port-probe.js';
import { ApplicationsController } from './api/applications.controller.js';
import { AreasController } from './api/areas.controller.js';
import { ArtefactsController } from './api/artefacts.controller.js';
import { CloudsController } from './api/clouds.controller.js';
import { DeploymentsController } from './api/deployments.controller.js';
import { DriftTasksController } from './api/drift-tasks.controller.js';
import { FilesController } from './api/files.controller.js';
import { ImageRepresentation } from './api/image-representation.js';
import { ImagesController } from './api/images.controller.js';
import { LinksController } from './api/links.controller.js';
import { PlacementLinks } from './api/placement-links.js';
import { PolicyController } from './api/policy.controller.js';
import { UsersController } from './api/users.controller.js';
import { ApplicationFiles } from './domain/applications/application-files.js';
import { Applications } from './domain/applications/applications.js';
import { Areas } from './domain/areas/areas.js';
import { CloudLinks } from './domain/clouds/cloud-links.js';
import { Clouds } from './domain/clouds/clouds.js';
import { Admission } from './domain/drift/admission.js';
import { CopyPlaces } from './domain/drift/copy-places.js';
import { DriftProgress } from './domain/drift/drift-progress.js';
import { DriftTasks } from './domain/drift/drift-tasks.js';
import { DriftWorker } from './domain/drift/drift-worker.js';
import { Planning } from './domain/drift/planning.js';
import { EngineImages } from './domain/drift/engine-images.js';
import { Readiness } from './domain/drift/readiness.js';
import { STEPS, Steps } from './domain/drift/steps/steps.js';
import { Succession } from './domain/drift/succession.js';
import { TaskCarrier } from './domain/drift/task-carrier.js';
import { ImageLibrary } from './domain/library/image-library.js';
import { ImageUses } from './domain/library/image-uses.js';
import { LibraryRows } from './domain/library/library-rows.js';
import { LibraryStore } from './domain/library/library-store.js';
import { LibraryUploads } from './domain/library/library-uploads.js';
import { RecordedUses } from './domain/library/recorded-uses.js';
import { Absences } from './domain/placement/absences.js';
import { FreedRooms } from './domain/placement/freed-rooms.js';
import { Obstacles } from './domain/placement/obstacles.js';
import { PlacementDecisions } from './domain/placement/placement-decisions.js';
import { Users } from './domain/placement/users.js';
import { Policies } from './domain/policy/policies.js';
import { AppRegistries } from './domain/ports/app-registries.js';
import { ApplicationWorkloads } from './domain/ports/application-workloads.js';
import { CloudRuntimes } from './domain/ports/cloud-runtimes.js';
import { CopyRegistrations } from './domain/ports/copy-registrations.js';
import { Decisions } from './domain/ports/decisions.js';
import { Library } from './domain/ports/library.js';
import { NetworkCells } from './domain/ports/network-cells.js';
import { PortProbe } from './domain/ports/port-probe.js';
import { UePlaces } from './domain/ports/ue-places.js';
import { UserRules } from './domain/ports/user-rules.js';
import { WorldRows } from './domain/ports/world-rows.js';
import { World } from './domain/ports/world.js';
import { LedUserRules } from './domain/switching/led-user-rules.js';
import { PresentCells } from './domain/switching/present-cells.js';
import { PresentRules } from './domain/switching/present-rules.js';
import { RuleSwitches } from './domain/switching/rule-switches.js';
import { SeenUes } from './domain/switching/seen-ues.js';
import { Switching } from './domain/switching/switching.js';
import { UeWatch } from './domain/switching/ue-watch.js';
import { CloudFindings } from './domain/upkeep/cloud-findings.js';
import { CloudWatch } from './domain/upkeep/cloud-watch.js';
import { EngineLook } from './domain/upkeep/engine-look.js';
import { ForcedRemoval } from './domain/upkeep/forced-removal.js';
import { LeavingClouds } from './domain/upkeep/leaving-clouds.js';
import { LostCopies } from './domain/upkeep/lost-copies.js';
import { LostRegistrations } from './domain/upkeep/lost-registrations.js';
import { Reaper } from './domain/upkeep/reaper.js';
import { Removals } from './domain/upkeep/removals.js';
import { CloudEngines } from './domain/workloads/cloud-engines.js';
import { OwnRegistry } from './domain/workloads/own-registry.js';
import { PlannedWorkloads } from './domain/workloads/planned-workloads.js';
import { PlatformRegistrations } from './domain/workloads/platform-registrations.js';
import { MemoryWorld } from './domain/world/memory-world.js';
import { Recorder } from './domain/world/recorder.js';
import { SqlLibraryRows } from './persistence/sql-library-rows.js';
import { SqlWorldRows } from './persistence/sql-world-rows.js';

/** Applications placed ahead of their users. */
@Module({
  imports: [AppInstanceModule, AppRulesModule, AppSupportModule, ContainerRuntimeModule, PlatformModule, RanModule],
  controllers: [
    ApplicationsController,
    AreasController,
    ArtefactsController,
    CloudsController,
    DeploymentsController,
    DriftTasksController,
    FilesController,
    ImagesController,
    LinksController,
    PolicyController,
    UsersController,
  ],
  providers: [
    Absences,
    Admission,
    ApplicationFiles,
    Applications,
    Areas,
    CloudFindings,
    CloudLinks,
    Clouds,
    CloudWatch,
    CopyPlaces,
    DriftProgress,
    DriftTasks,
    DriftWorker,
    EngineImages,
    EngineLook,
    ForcedRemoval,
    FreedRooms,
    ImageRepresentation,
    Lanes,
    LeavingClouds,
    LibraryUploads,
    LostCopies,
    LostRegistrations,
    Obstacles,
    OwnRegistry,
    PlacementLinks,
    Planning,
    Policies,
    PresentRules,
    Readiness,
    Reaper,
    Recorder,
    Removals,
    RuleSwitches,
    SeenUes,
    Steps,
    ...STEPS,
    Succession,
    Switching,
    TaskCarrier,
    UeWatch,
    Users,
    { provide: AppRegistries, useClass: HttpRegistries },
    { provide: ApplicationWorkloads, useClass: PlannedWorkloads },
    { provide: CloudRuntimes, useClass: CloudEngines },
    { provide: CopyRegistrations, useClass: PlatformRegistrations },
    { provide: Decisions, useClass: PlacementDecisions },
    { provide: ImageUses, useClass: RecordedUses },
    { provide: Library, useClass: ImageLibrary },
    { provide: LibraryRows, useClass: SqlLibraryRows },
    { provide: LibraryStore, useFactory: ({ dataFolder }: Settings) => new FileLibraryStore(dataFolder), inject: [Settings] },
    { provide: NetworkCells, useClass: PresentCells },
    { provide: PortProbe, useClass: TcpPortProbe },
    { provide: UePlaces, useExisting: SeenUes },
    { provide: UserRules, useClass: LedUserRules },
    { provide: World, useClass: MemoryWorld },
    { provide: WorldRows, useClass: SqlWorldRows },
  ],
})
export class PlacementModule {}
