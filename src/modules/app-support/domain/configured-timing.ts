import type { TimeSourceStatus, TimingCaps } from './types.js';

/** What the operator says of timing. */
export abstract class ConfiguredTiming {
  abstract readonly ntpServers: NonNullable<TimingCaps['ntpServers']>;
  abstract readonly ptpMasters: NonNullable<TimingCaps['ptpMasters']>;
  /** Whether the clock of this host is locked to UTC, where the operator knows it better than the host. */
  abstract readonly timeSourceStatus: TimeSourceStatus | undefined;
}
