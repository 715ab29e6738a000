import { Module } from '@nestjs/common';
import { Settings } from '../../config/index.js';
import { Clock } from '../common/clock/index.js';
import { Failpoints } from '../common/failpoints/index.js';
import { Lifecycle } from '../common/lifecycle/index.js';
import { startRounds } from '../common/rounds/index.js';
import { HostCommands } from './adapters/host-commands.js';
import { NftablesDataPlane } from './adapters/nftables/nftables-data-plane.js';
import { DataPlane } from './domain/data-plane.js';
import { RecordOnly } from './domain/record-only.js';

/** Milliseconds for which rules may be out of effect unnoticed. */
const GUARD_EVERY_MS = 5000;

function nftables(failpoints: Failpoints, clock: Clock, lifecycle: Lifecycle): DataPlane {
  const dataPlane = new NftablesDataPlane(new HostCommands(), failpoints);
  const complaint = 'The tables of the data plane could not be looked at or restored; trying again in a few seconds.';
  startRounds(clock, lifecycle, { everyMs: GUARD_EVERY_MS, work: () => dataPlane.guard(), complaint });
  return dataPlane;
}

/** Makes packets follow traffic rules, by the driver that MEC_DATA_PLANE names. */
@Module({
  providers: [
    {
      provide: DataPlane,
      useFactory: (settings: Settings, ...mechanisms: [Failpoints, Clock, Lifecycle]) =>
        settings.dataPlane === 'nftables' ? nftables(...mechanisms) : new RecordOnly(),
      inject: [Settings, Failpoints, Clock, Lifecycle],
    },
  ],
  exports: [DataPlane],
})
export class DataPlaneModule {}
