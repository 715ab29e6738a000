import { Module } from '@nestjs/common';
import { AppInstanceRepository } from './domain/app-instance-repository.js';
import { AppInstances } from './domain/app-instances.js';
import { SeedSections } from './domain/seed-sections.js';
import { SqlAppInstanceRepository } from './persistence/sql-app-instance-repository.js';

/** Owns the identity of every application instance. */
@Module({
  providers: [AppInstances, SeedSections, { provide: AppInstanceRepository, useClass: SqlAppInstanceRepository }],
  exports: [AppInstances, SeedSections],
})
export class AppInstanceModule {}
