import { Controller } from '@nestjs/common';
import { momentary, Operation, type Reply } from '../../common/operation/index.js';
import { Timing } from '../domain/timing.js';
import { APP_SUPPORT } from './operation-request.js';

/** Time of day (MEC 011, 7.2.5 and 7.2.6). */
@Controller()
export class TimingController {
  constructor(private readonly timing: Timing) {}

  @Operation(APP_SUPPORT, 'TimingTimingcapsGET')
  timingCapsGet(): Reply {
    return momentary(this.timing.capabilities());
  }

  @Operation(APP_SUPPORT, 'TimingCurrenttimeGET')
  async currentTimeGet(): Promise<Reply> {
    return momentary(await this.timing.currentTime());
  }
}
