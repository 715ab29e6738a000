import { type DynamicModule, Module, type ModuleMetadata, type Provider } from '@nestjs/common';
import { Settings } from '../../config/index.js';
import { Clock } from '../common/clock/index.js';
import { Lifecycle } from '../common/lifecycle/index.js';
import { ApiDocuments } from '../common/operation/index.js';
import { startRounds } from '../common/rounds/index.js';
import { ContainerRuntimeModule } from '../container-runtime/index.js';
import { CapacityFile } from './adapters/capacity-file.js';
import { RemoteGranting } from './adapters/remote-granting.js';
import { GrantLinks } from './api/grant-links.js';
import { GrantsController } from './api/grants.controller.js';
import type { Descriptors } from './domain/descriptors.js';
import { GrantMaker } from './domain/grant-maker.js';
import { GrantRepository } from './domain/grant-repository.js';
import { GrantingService } from './domain/granting-service.js';
import { Grants } from './domain/grants.js';
import { HostCapacity } from './domain/host-capacity.js';
import { LocalGranting } from './domain/local-granting.js';
import { PostponedDecisions } from './domain/postponed-decisions.js';
import { SqlGrantRepository } from './persistence/sql-grant-repository.js';

/** Milliseconds for which rows stay that nobody is told of any more. */
const FORGET_EVERY_MS = 600_000;

const grantingService: Provider = {
  provide: GrantingService,
  useFactory: ({ grantUrl }: Settings, grants: Grants, documents: ApiDocuments, clock: Clock, lifecycle: Lifecycle) => {
    if (grantUrl === undefined) return new LocalGranting(grants);
    const remote = new RemoteGranting(grantUrl, documents, clock);
    lifecycle.on('stop', () => remote.close());
    return remote;
  },
  inject: [Settings, Grants, ApiDocuments, Clock, Lifecycle],
};

/** Grants for lifecycle operations: the API for those who ask, and the way by which this platform's own operations ask. */
@Module({})
export class GrantingModule {
  constructor(grants: Grants, clock: Clock, lifecycle: Lifecycle) {
    startRounds(clock, lifecycle, { everyMs: FORGET_EVERY_MS, work: () => grants.forgetExpired(), complaint: 'Old grants could not be removed; trying again.' });
  }

  /** @param descriptors provider of Descriptors, made of what `imports` export */
  static with({ imports, descriptors }: { imports: NonNullable<ModuleMetadata['imports']>; descriptors: Provider<Descriptors> }): DynamicModule {
    return {
      module: GrantingModule,
      imports: [ContainerRuntimeModule, ...imports],
      controllers: [GrantsController],
      providers: [
        descriptors,
        GrantLinks,
        GrantMaker,
        grantingService,
        Grants,
        PostponedDecisions,
        { provide: GrantRepository, useClass: SqlGrantRepository },
        { provide: HostCapacity, useClass: CapacityFile },
      ],
      exports: [GrantingService, HostCapacity],
    };
  }
}
