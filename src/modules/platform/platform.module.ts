import { Module } from '@nestjs/common';
import { PlatformIdentity } from './domain/platform-identity.js';
import { PlatformRepository } from './domain/platform-repository.js';
import { SqlPlatformRepository } from './persistence/sql-platform-repository.js';

/** Who this platform is. */
@Module({
  providers: [PlatformIdentity, { provide: PlatformRepository, useClass: SqlPlatformRepository }],
  exports: [PlatformIdentity],
})
export class PlatformModule {}
