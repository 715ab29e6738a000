import type { TimeSourceStatus } from './types.js';

/** What this host's clock follows. */
export abstract class TimeSource {
  /** TRACEABLE if the clock of this host is locked to UTC (MEC 011, 7.1.2.5). */
  abstract status(): Promise<TimeSourceStatus>;
}
