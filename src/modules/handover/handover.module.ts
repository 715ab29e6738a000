import { Module } from '@nestjs/common';
import { KnownPeers } from '../common/auth/index.js';
import { Lifecycle } from '../common/lifecycle/index.js';
import { MutualTls } from '../common/mutual-tls/index.js';
import { PlatformIdentity, PlatformModule } from '../platform/index.js';
import { ConfiguredPeers } from './adapters/configured-peers.js';
import { HttpMp3 } from './adapters/http-mp3.js';
import { AddressesController } from './api/addresses.controller.js';
import { DetectionController } from './api/detection.controller.js';
import { HandoversController } from './api/handovers.controller.js';
import { Mp3Controller } from './api/mp3.controller.js';
import { Mp3 } from './domain/ports/mp3.js';
import { Peers } from './domain/ports/peers.js';

/** The traffic rules of a UE go with it when it moves to the base station of another platform. */
@Module({
  imports: [PlatformModule],
  controllers: [AddressesController, DetectionController, HandoversController, Mp3Controller],
  providers: [ConfiguredPeers, { provide: Mp3, useClass: HttpMp3 }, { provide: Peers, useExisting: ConfiguredPeers }],
})
export class HandoverModule {
  constructor(lifecycle: Lifecycle, knownPeers: KnownPeers, peers: ConfiguredPeers, tls: MutualTls, platform: PlatformIdentity) {
    knownPeers.are((platformId) => peers.get(platformId) !== undefined);
    lifecycle.on('load', () => {
      tls.requireNamed(platform.id);
      peers.requireOthers(platform.id);
    });
  }
}
