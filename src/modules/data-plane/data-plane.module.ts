import { Module } from '@nestjs/common';
import { Settings } from '../../config/index.js';
import { Failpoints } from '../common/failpoints/index.js';
import { HostCommands } from './adapters/host-commands.js';
import { NftablesDataPlane } from './adapters/nftables/nftables-data-plane.js';
import { DataPlane } from './domain/data-plane.js';
import { RecordOnly } from './domain/record-only.js';

/** Makes packets follow traffic rules, by the driver that MEC_DATA_PLANE names. */
@Module({
  providers: [
    {
      provide: DataPlane,
      useFactory: ({ dataPlane }: Settings, failpoints: Failpoints) =>
        dataPlane === 'nftables' ? new NftablesDataPlane(new HostCommands(), failpoints) : new RecordOnly(),
      inject: [Settings, Failpoints],
    },
  ],
  exports: [DataPlane],
})
export class DataPlaneModule {}
