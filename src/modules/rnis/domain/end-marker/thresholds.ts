import type { Schemas } from '../types.js';

type Criteria = Schemas['FilterCriteriaEndMarker'];

/** When a UE counts as about to leave its cell. */
export interface Thresholds {
  /** Percent of the PRBs of the cell, 0..100. */
  prbUsage: number;
  /** Percent of the PRBs, 0..100. */
  hysteresis: number;
  /** Milliseconds of the network's clock, 0..60000. */
  timeToTrigger: number;
  /** dB, -30..30. */
  rsrpOffset: number;
}

export const thresholdsOf = ({ prbUsage = 2, hysteresis = 1, timeToTrigger = 1000, rsrpOffset = 3 }: Partial<Criteria>): Thresholds => ({ prbUsage, hysteresis, timeToTrigger, rsrpOffset });

/** The same text for the same thresholds. */
export const thresholdsKey = ({ prbUsage, hysteresis, timeToTrigger, rsrpOffset }: Thresholds): string => [prbUsage, hysteresis, timeToTrigger, rsrpOffset].join();
