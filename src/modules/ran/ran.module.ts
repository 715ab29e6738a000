import { Module } from '@nestjs/common';
import { TrackFiles } from './adapters/track-files.js';
import { Journal } from './domain/host/journal.js';
import { NetworkHost } from './domain/host/network-host.js';
import { NetworkRecord } from './domain/host/network-record.js';
import { Tracks } from './domain/mobility/tracks.js';
import { SqlNetworkRecord } from './persistence/sql-network-record.js';

/** The emulated radio network. */
@Module({
  providers: [Journal, NetworkHost, { provide: NetworkRecord, useClass: SqlNetworkRecord }, { provide: Tracks, useClass: TrackFiles }],
  exports: [NetworkHost],
})
export class RanModule {}
