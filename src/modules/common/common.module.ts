import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Authorizer, KnownPeers, ListenerAuthorizer } from './auth/index.js';
import { Clock } from './clock/index.js';
import { EventLog } from './events/index.js';
import { Failpoints } from './failpoints/index.js';
import { ApiRoot } from './links/index.js';
import { Lifecycle } from './lifecycle/index.js';
import { MutualTls } from './mutual-tls/index.js';
import { ApiDocuments, HandlerTable, KnownAttributes, OperationBinder } from './operation/index.js';
import { Database, PostgresUnitOfWork, SqliteUnitOfWork } from './persistence/index.js';
import { OwnServer, PeerServer } from './server/index.js';
import { UnitOfWork } from './unit-of-work/index.js';
import { Websockets } from './websockets/index.js';

const mechanisms = [ApiDocuments, ApiRoot, EventLog, Failpoints, KnownAttributes, KnownPeers, Lifecycle, MutualTls, OwnServer, PeerServer, Websockets];

/** The mechanisms that exist once and that every module uses. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    ...mechanisms,
    HandlerTable,
    OperationBinder,
    { provide: Authorizer, useClass: ListenerAuthorizer },
    {
      provide: UnitOfWork,
      useFactory: (database: Database, points: Failpoints) =>
        database.kind === 'sqlite' ? new SqliteUnitOfWork(database, points) : new PostgresUnitOfWork(database, points),
      inject: [Database, Failpoints],
    },
  ],
  exports: [...mechanisms, Authorizer, UnitOfWork],
})
export class CommonModule {
  /** `clock` is the time that everything goes by, `database` is open. */
  static with(clock: Clock, database: Database): DynamicModule {
    const providers = [{ provide: Clock, useValue: clock }, { provide: Database, useValue: database }];
    return { module: CommonModule, providers, exports: [Clock, Database] };
  }
}
