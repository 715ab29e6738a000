import type { PrbUsage, UeLayer2 } from '../types.js';
import { percent } from './cell-traffic.js';
import { type ByKind, byKind, TRAFFIC_KINDS } from './traffic-kind.js';

/** What is added up over a period. */
export interface UeTraffic {
  steps: number;
  /** Steps of bearers with something to send. */
  active: ByKind<number>;
  /** Sums over those, milliseconds. */
  delay: ByKind<number>;
  /** Bits. */
  offered: ByKind<number>;
  served: ByKind<number>;
  /** Sums over the steps of the share of blocks, 0..1. */
  blockShare: { dl: number; ul: number };
}

export const noUeTraffic = (): UeTraffic => ({
  steps: 0,
  active: byKind(() => 0),
  delay: byKind(() => 0),
  offered: byKind(() => 0),
  served: byKind(() => 0),
  blockShare: { dl: 0, ul: 0 },
});

/** Layer 2 measurements over a period (TS 36.314, 4.1), of the kinds of traffic that there was. @param step milliseconds */
export function ueLayer2({ steps, active, delay, offered, served }: UeTraffic, step: number): UeLayer2 {
  const layer2: UeLayer2 = {};
  for (const kind of TRAFFIC_KINDS.filter((each) => active[each] > 0)) {
    layer2[`${kind}_delay_ue`] = Math.round(delay[kind] / active[kind]);
    layer2[`${kind}_pdr_ue`] = percent(offered[kind] - served[kind], offered[kind]);
    layer2[`${kind}_throughput_ue`] = Math.round(served[kind] / (steps * step));
    layer2[`${kind}_data_volume_ue`] = Math.round(served[kind] / 1000);
  }
  return layer2;
}

/** Percent of the blocks of its serving cells, with a digit behind the point. */
export function prbUsage({ blockShare, steps }: UeTraffic): PrbUsage {
  const mean = (sum: number) => Math.min(100, Math.round((1000 * sum) / Math.max(1, steps)) / 10);
  return { dl: mean(blockShare.dl), ul: mean(blockShare.ul) };
}
