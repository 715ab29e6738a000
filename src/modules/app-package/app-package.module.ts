import { Module } from '@nestjs/common';
import { ContainerRuntimeModule } from '../container-runtime/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { PlatformModule } from '../platform/index.js';
import { DocumentStructure } from './adapters/document-structure.js';
import { FilePackageStore } from './adapters/file-package-store.js';
import { AppPackagesController } from './api/app-packages.controller.js';
import { DescriptorView } from './api/descriptor-view.js';
import { OnboardedAppPackagesController } from './api/onboarded-app-packages.controller.js';
import { PackageContent } from './api/package-content.js';
import { PackageOperations } from './api/package-operations.js';
import { PackageRepresentation } from './api/package-representation.js';
import { PackageSubscriptionsController } from './api/package-subscriptions.controller.js';
import { AppPackages } from './domain/app-packages.js';
import { Examination } from './domain/examination.js';
import { Leftovers } from './domain/leftovers.js';
import { Onboarding } from './domain/onboarding.js';
import { PackageImages } from './domain/package-images.js';
import { PackageRepository } from './domain/package-repository.js';
import { PackageStore } from './domain/package-store.js';
import { PackageUse } from './domain/package-use.js';
import { AppDStructure } from './domain/reading/appd-structure.js';
import { PackageReader } from './domain/reading/package-reader.js';
import { Uploads } from './domain/uploads.js';
import { WorkUnderWay } from './domain/work-under-way.js';
import { SqlPackageRepository } from './persistence/sql-package-repository.js';

/** MEC 010-2 application package management. */
@Module({
  imports: [ContainerRuntimeModule, NotificationsModule, PlatformModule],
  controllers: [AppPackagesController, OnboardedAppPackagesController, PackageSubscriptionsController],
  providers: [
    AppPackages,
    DescriptorView,
    Examination,
    Leftovers,
    Onboarding,
    PackageContent,
    PackageImages,
    PackageOperations,
    PackageReader,
    PackageRepresentation,
    PackageUse,
    Uploads,
    WorkUnderWay,
    { provide: AppDStructure, useClass: DocumentStructure },
    { provide: PackageRepository, useClass: SqlPackageRepository },
    { provide: PackageStore, useClass: FilePackageStore },
  ],
  exports: [AppPackages, PackageImages, PackageUse],
})
export class AppPackageModule {}
