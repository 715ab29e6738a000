import type { RatType } from '../types.js';
import type { RadioQuantities } from './quantities.js';

/** How a quantity is put into steps for a report: 0 is below `from`, 1 begins there, and `last` has no upper end. */
interface ReportedRange {
  from: number;
  stepsPerDecibel: number;
  last: number;
}

/**
 * EUTRA: TS 36.133, 9.1.4 (RSRP), 9.1.7 (RSRQ), 9.1.17 (RS-SINR). NR: TS 38.133, 10.1.6 (SS-RSRP; its value 127 is not a
 * measured one), 10.1.11 (SS-RSRQ), 10.1.16 (SS-SINR).
 */
const RANGES: Record<RatType, Record<keyof RadioQuantities, ReportedRange>> = {
  EUTRA: {
    rsrp: { from: -140, stepsPerDecibel: 1, last: 97 },
    rsrq: { from: -19.5, stepsPerDecibel: 2, last: 34 },
    sinr: { from: -23, stepsPerDecibel: 2, last: 127 },
  },
  NR: {
    rsrp: { from: -156, stepsPerDecibel: 1, last: 126 },
    rsrq: { from: -43, stepsPerDecibel: 2, last: 127 },
    sinr: { from: -23, stepsPerDecibel: 2, last: 127 },
  },
};

/** The integer that a measurement report carries for a measured value in dBm or dB (TS 36.133, 9.1; TS 38.133, 10.1). */
export function reported(rat: RatType, quantity: keyof RadioQuantities, value: number): number {
  const { from, stepsPerDecibel, last } = RANGES[rat][quantity];
  return Math.min(last, Math.max(0, Math.floor((value - from) * stepsPerDecibel) + 1));
}
