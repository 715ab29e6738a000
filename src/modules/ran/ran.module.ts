import { Module } from '@nestjs/common';
import { ScenarioAtStart } from './adapters/scenario-at-start.js';
import { TrackFiles } from './adapters/track-files.js';
import { Journal } from './domain/host/journal.js';
import { NetworkClock } from './domain/host/network-clock.js';
import { NetworkHost } from './domain/host/network-host.js';
import { NetworkRecord } from './domain/host/network-record.js';
import { Tracks } from './domain/mobility/tracks.js';
import { Scenarios } from './domain/scenario/scenarios.js';
import { SqlNetworkRecord } from './persistence/sql-network-record.js';

/** The emulated radio network. */
@Module({
  providers: [
    Journal,
    NetworkClock,
    NetworkHost,
    ScenarioAtStart,
    Scenarios,
    { provide: NetworkRecord, useClass: SqlNetworkRecord },
    { provide: Tracks, useClass: TrackFiles },
  ],
  exports: [NetworkHost],
})
export class RanModule {}
