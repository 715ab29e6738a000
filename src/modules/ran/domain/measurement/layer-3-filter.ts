import type { RadioQuantities } from '../radio/quantities.js';

/** The usual filter coefficient k, and the interval of samples in milliseconds that it is meant for (TS 36.331, 5.5.3.2 and 6.3.5). */
const COEFFICIENT = 4;
const SAMPLE_INTERVAL = 200;

/**
 * Share a of the newest sample in the filtered value, F = (1 - a) F' + a M with a = 1/2^(k/4), adapted to the interval
 * between samples so that the filter is as fast (TS 36.331 and TS 38.331, 5.5.3.2).
 * @param interval milliseconds
 */
export const filterShare = (interval: number): number => 1 - (1 - 0.5 ** (COEFFICIENT / 4)) ** (interval / SAMPLE_INTERVAL);

/** The first sample counts in full. */
export function filtered(before: RadioQuantities | undefined, sample: RadioQuantities, share: number): RadioQuantities {
  if (!before) return sample;
  return {
    rsrp: before.rsrp + share * (sample.rsrp - before.rsrp),
    rsrq: before.rsrq + share * (sample.rsrq - before.rsrq),
    sinr: before.sinr + share * (sample.sinr - before.sinr),
  };
}
