import { Injectable } from '@nestjs/common';
import { Clock, type TimeStamp } from '../../common/clock/index.js';
import { ConfiguredTiming } from './configured-timing.js';
import { TimeSource } from './time-source.js';
import type { CurrentTime, TimingCaps } from './types.js';

const NS_PER_SECOND = 1_000_000_000n;

/** The time, and what applications can set their clocks by (MEC 011, 7.2.5 and 7.2.6). */
@Injectable()
export class Timing {
  constructor(
    private readonly configured: ConfiguredTiming,
    private readonly timeSource: TimeSource,
    private readonly clock: Clock,
  ) {}

  capabilities(): TimingCaps {
    const { ntpServers, ptpMasters } = this.configured;
    return { timeStamp: this.timeStamp(), ntpServers, ptpMasters };
  }

  async currentTime(): Promise<CurrentTime> {
    const timeSourceStatus = this.configured.timeSourceStatus ?? (await this.timeSource.status());
    return { ...this.timeStamp(), timeSourceStatus };
  }

  private timeStamp(): TimeStamp {
    const time = this.clock.nowInNanoseconds();
    return { seconds: Number(time / NS_PER_SECOND), nanoSeconds: Number(time % NS_PER_SECOND) };
  }
}
