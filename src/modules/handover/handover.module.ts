import { Module } from '@nestjs/common';
import { AppInstanceModule } from '../app-instance/index.js';
import { AppLifecycleModule } from '../app-lifecycle/index.js';
import { AppRulesModule } from '../app-rules/index.js';
import { AppSupportModule } from '../app-support/index.js';
import { KnownPeers } from '../common/auth/index.js';
import { Clock } from '../common/clock/index.js';
import { Lifecycle } from '../common/lifecycle/index.js';
import { MutualTls } from '../common/mutual-tls/index.js';
import { DataPlaneModule } from '../data-plane/index.js';
import { OrchestratorModule } from '../orchestrator/index.js';
import { PlatformIdentity, PlatformModule } from '../platform/index.js';
import { ServiceRegistryModule } from '../service-registry/index.js';
import { ConfiguredPeers } from './adapters/configured-peers.js';
import { HttpMp3 } from './adapters/http-mp3.js';
import { HttpRni } from './adapters/http-rni.js';
import { orchestratorProvider } from './adapters/orchestrator-provider.js';
import { AddressesController } from './api/addresses.controller.js';
import { DetectionController } from './api/detection.controller.js';
import { HandoversController } from './api/handovers.controller.js';
import { Mp3Controller } from './api/mp3.controller.js';
import { AddressTable } from './domain/addresses/address-table.js';
import { PlatformFinder } from './domain/addresses/platform-finder.js';
import { OwnApplications } from './domain/applications/own-applications.js';
import { DetectionSettings } from './domain/detection/detection-settings.js';
import { KeptSetting } from './domain/detection/kept-setting.js';
import { AddressRepository } from './domain/ports/address-repository.js';
import { EpochRepository } from './domain/ports/epoch-repository.js';
import { GuestRepository } from './domain/ports/guest-repository.js';
import { HandoverRepository } from './domain/ports/handover-repository.js';
import { Mp3 } from './domain/ports/mp3.js';
import { Peers } from './domain/ports/peers.js';
import { Rni } from './domain/ports/rni.js';
import { SettingRepository } from './domain/ports/setting-repository.js';
import { Driver } from './domain/record/driver.js';
import { Guests } from './domain/record/guests.js';
import { Handovers } from './domain/record/handovers.js';
import { UeEpochs } from './domain/record/ue-epochs.js';
import { SqlAddressRepository } from './persistence/sql-address-repository.js';
import { SqlEpochRepository } from './persistence/sql-epoch-repository.js';
import { SqlGuestRepository } from './persistence/sql-guest-repository.js';
import { SqlHandoverRepository } from './persistence/sql-handover-repository.js';
import { SqlSettingRepository } from './persistence/sql-setting-repository.js';
import { SOURCE_SIDE } from './source-providers.js';
import { TARGET_SIDE } from './target-providers.js';

/** The traffic rules of a UE go with it when it moves to the base station of another platform. */
@Module({
  imports: [AppInstanceModule, AppLifecycleModule, AppRulesModule, AppSupportModule, DataPlaneModule, OrchestratorModule, PlatformModule, ServiceRegistryModule],
  controllers: [AddressesController, DetectionController, HandoversController, Mp3Controller],
  providers: [
    AddressTable,
    ConfiguredPeers,
    DetectionSettings,
    Driver,
    Guests,
    Handovers,
    KeptSetting,
    OwnApplications,
    PlatformFinder,
    UeEpochs,
    orchestratorProvider,
    ...SOURCE_SIDE,
    ...TARGET_SIDE,
    { provide: AddressRepository, useClass: SqlAddressRepository },
    { provide: EpochRepository, useClass: SqlEpochRepository },
    { provide: GuestRepository, useClass: SqlGuestRepository },
    { provide: HandoverRepository, useClass: SqlHandoverRepository },
    { provide: Mp3, useClass: HttpMp3 },
    { provide: Peers, useExisting: ConfiguredPeers },
    { provide: Rni, useClass: HttpRni },
    { provide: SettingRepository, useClass: SqlSettingRepository },
  ],
})
export class HandoverModule {
  constructor(lifecycle: Lifecycle, knownPeers: KnownPeers, peers: ConfiguredPeers, tls: MutualTls, platform: PlatformIdentity, clock: Clock) {
    knownPeers.are((platformId) => peers.get(platformId) !== undefined);
    lifecycle.on('load', () => {
      tls.requireNamed(platform.id);
      tls.warnOfExpiry(clock.now());
      peers.requireOthers(platform.id);
    });
  }
}
