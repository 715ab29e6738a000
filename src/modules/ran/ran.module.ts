import { Module } from '@nestjs/common';
import { HttpFollowedNetwork } from './adapters/http-followed-network.js';
import { ScenarioAtStart } from './adapters/scenario-at-start.js';
import { TrackFiles } from './adapters/track-files.js';
import { BaseStationsController } from './api/base-stations.controller.js';
import { BearersController } from './api/bearers.controller.js';
import { CellsController } from './api/cells.controller.js';
import { ClockController } from './api/clock.controller.js';
import { ConfigurationController } from './api/configuration.controller.js';
import { EventsController } from './api/events.controller.js';
import { FeedController } from './api/feed.controller.js';
import { HandoversController } from './api/handovers.controller.js';
import { RanLinks } from './api/ran-links.js';
import { ScenarioController } from './api/scenario.controller.js';
import { SnapshotController } from './api/snapshot.controller.js';
import { UesController } from './api/ues.controller.js';
import { Feed } from './domain/feed/feed.js';
import { FollowedNetwork } from './domain/follower/followed-network.js';
import { Follower } from './domain/follower/follower.js';
import { FollowerCursor } from './domain/follower/follower-cursor.js';
import { Journal } from './domain/host/journal.js';
import { NetworkClock } from './domain/host/network-clock.js';
import { NetworkHost } from './domain/host/network-host.js';
import { OwnBaseStations } from './domain/host/own-base-stations.js';
import { NetworkRecord } from './domain/host/network-record.js';
import { Tracks } from './domain/mobility/tracks.js';
import { BearersOfUes } from './domain/operator/bearers-of-ues.js';
import { HandoversOfUes } from './domain/operator/handovers-of-ues.js';
import { OperatedNetwork } from './domain/operator/operated-network.js';
import { Scenarios } from './domain/scenario/scenarios.js';
import { SqlFollowerCursor } from './persistence/sql-follower-cursor.js';
import { SqlNetworkRecord } from './persistence/sql-network-record.js';

/** The emulated radio network. */
@Module({
  controllers: [
    BaseStationsController,
    BearersController,
    CellsController,
    ClockController,
    ConfigurationController,
    EventsController,
    FeedController,
    HandoversController,
    ScenarioController,
    SnapshotController,
    UesController,
  ],
  providers: [
    BearersOfUes,
    Feed,
    Follower,
    HandoversOfUes,
    Journal,
    NetworkClock,
    NetworkHost,
    OwnBaseStations,
    OperatedNetwork,
    RanLinks,
    ScenarioAtStart,
    Scenarios,
    { provide: FollowedNetwork, useClass: HttpFollowedNetwork },
    { provide: FollowerCursor, useClass: SqlFollowerCursor },
    { provide: NetworkRecord, useClass: SqlNetworkRecord },
    { provide: Tracks, useClass: TrackFiles },
  ],
  exports: [NetworkHost],
})
export class RanModule {}
