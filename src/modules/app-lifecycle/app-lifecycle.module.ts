import { Module } from '@nestjs/common';
import { AppInstanceModule } from '../app-instance/index.js';
import { AppPackageModule } from '../app-package/index.js';
import { AppRulesModule } from '../app-rules/index.js';
import { AppSupportModule } from '../app-support/index.js';
import { Lanes } from '../common/lanes/index.js';
import { ContainerRuntimeModule } from '../container-runtime/index.js';
import { Descriptors, GrantingModule } from '../granting/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { PlatformModule } from '../platform/index.js';
import { ServiceRegistryModule } from '../service-registry/index.js';
import { DocumentFeatures } from './adapters/document-features.js';
import { PackagedDescriptors } from './adapters/packaged-descriptors.js';
import { AppInstancesController } from './api/app-instances.controller.js';
import { DocumentLinks } from './api/document-links.js';
import { InstanceRepresentation } from './api/instance-representation.js';
import { LifecycleNotifications } from './api/lifecycle-notifications.js';
import { LifecycleSubscriptionsController } from './api/lifecycle-subscriptions.controller.js';
import { LifecycleTasksController } from './api/lifecycle-tasks.controller.js';
import { OperationRepresentation } from './api/operation-representation.js';
import { OperationsController } from './api/operations.controller.js';
import { Dependencies } from './domain/dependencies.js';
import { Identities } from './domain/identities.js';
import { InstanceRepository } from './domain/instance/instance-repository.js';
import { LifecycleInstances } from './domain/instance/lifecycle-instances.js';
import { MovedInstances } from './domain/instance/moved-instances.js';
import { Whereabouts } from './domain/instance/whereabouts.js';
import { LifecycleLinks } from './domain/lifecycle-links.js';
import { ChangeRecord } from './domain/operation/change-record.js';
import { Feasibility } from './domain/operation/feasibility.js';
import { LifecycleTasks } from './domain/operation/lifecycle-tasks.js';
import { OperationControl } from './domain/operation/operation-control.js';
import { OperationLookup } from './domain/operation/operation-lookup.js';
import { OperationProgress } from './domain/operation/operation-progress.js';
import { OperationRepository } from './domain/operation/operation-repository.js';
import { OperationWorker } from './domain/operation/operation-worker.js';
import { Places } from './domain/operation/places.js';
import { ReleaseOfResources } from './domain/operation/release-of-resources.js';
import { Restoration } from './domain/operation/restoration.js';
import { Orphans } from './domain/orphans.js';
import { PlatformFeatures } from './domain/platform-features.js';
import { RequestedRules } from './domain/requested-rules.js';
import { Plans, STEPS } from './domain/steps/plans.js';
import { SqlInstanceRepository } from './persistence/sql-instance-repository.js';
import { SqlOperationRepository } from './persistence/sql-operation-repository.js';

/** Granting decides by the descriptors of the packages, of which it knows nothing. */
const GRANTING = GrantingModule.with({ imports: [AppPackageModule], descriptors: { provide: Descriptors, useClass: PackagedDescriptors } });

/** MEC 010-2 application lifecycle management. */
@Module({
  imports: [
    AppInstanceModule, AppPackageModule, AppRulesModule, AppSupportModule, ContainerRuntimeModule, GRANTING, NotificationsModule, PlatformModule, ServiceRegistryModule,
  ],
  controllers: [AppInstancesController, LifecycleTasksController, OperationsController, LifecycleSubscriptionsController],
  providers: [
    ChangeRecord,
    Dependencies,
    Feasibility,
    Identities,
    InstanceRepresentation,
    Lanes,
    LifecycleInstances,
    LifecycleNotifications,
    LifecycleTasks,
    OperationControl,
    OperationLookup,
    OperationProgress,
    OperationRepresentation,
    OperationWorker,
    MovedInstances,
    Orphans,
    Places,
    Plans,
    ReleaseOfResources,
    RequestedRules,
    Restoration,
    Whereabouts,
    ...STEPS,
    { provide: InstanceRepository, useClass: SqlInstanceRepository },
    { provide: LifecycleLinks, useClass: DocumentLinks },
    { provide: OperationRepository, useClass: SqlOperationRepository },
    { provide: PlatformFeatures, useClass: DocumentFeatures },
  ],
  exports: [LifecycleInstances],
})
export class AppLifecycleModule {}
