import type { CellLayer2 } from '../types.js';
import { type ByKind, byKind } from './traffic-kind.js';

/** Random access attempts: after a handover, and others from far (low range) and from near (high range). */
interface Preambles {
  dedicated: number;
  low: number;
  high: number;
}

/** What is added up over a period. */
export interface CellTraffic {
  steps: number;
  /** Sums over the steps. */
  blocks: ByKind<number>;
  activeUes: ByKind<number>;
  /** Bits. */
  offered: ByKind<number>;
  served: ByKind<number>;
  preambles: Preambles;
}

export const noCellTraffic = (): CellTraffic => ({
  steps: 0,
  blocks: byKind(() => 0),
  activeUes: byKind(() => 0),
  offered: byKind(() => 0),
  served: byKind(() => 0),
  preambles: { dedicated: 0, low: 0, high: 0 },
});

/** Occasions for random access in a second: one per frame (TS 36.211, table 5.7.1-2, configuration 3). */
const OCCASIONS = 100;

/** Percent, 0..100; of nothing 0. */
export const percent = (part: number, whole: number): number => (whole > 0 ? Math.min(100, Math.round((100 * part) / whole)) : 0);

/** Layer 2 measurements over a period (TS 36.314, 4.1). @param blocks resource blocks of the cell */
export function cellLayer2({ steps, blocks: used, activeUes, offered, served, preambles }: CellTraffic, blocks: number): CellLayer2 {
  const usage = (sum: number) => percent(sum, blocks * steps);
  const mean = (sum: number) => Math.round(sum / Math.max(1, steps));
  const discarded = (kind: keyof ByKind<number>) => percent(offered[kind] - served[kind], offered[kind]);
  return {
    dl_gbr_prb_usage_cell: usage(used.dl_gbr),
    ul_gbr_prb_usage_cell: usage(used.ul_gbr),
    dl_nongbr_prb_usage_cell: usage(used.dl_nongbr),
    ul_nongbr_prb_usage_cell: usage(used.ul_nongbr),
    dl_total_prb_usage_cell: usage(used.dl_gbr + used.dl_nongbr),
    ul_total_prb_usage_cell: usage(used.ul_gbr + used.ul_nongbr),
    received_dedicated_preambles_cell: percent(preambles.dedicated, OCCASIONS),
    received_randomly_selected_preambles_low_range_cell: percent(preambles.low, OCCASIONS),
    received_randomly_selected_preambles_high_range_cell: percent(preambles.high, OCCASIONS),
    number_of_active_ue_dl_gbr_cell: mean(activeUes.dl_gbr),
    number_of_active_ue_ul_gbr_cell: mean(activeUes.ul_gbr),
    number_of_active_ue_dl_nongbr_cell: mean(activeUes.dl_nongbr),
    number_of_active_ue_ul_nongbr_cell: mean(activeUes.ul_nongbr),
    dl_gbr_pdr_cell: discarded('dl_gbr'),
    ul_gbr_pdr_cell: discarded('ul_gbr'),
    dl_nongbr_pdr_cell: discarded('dl_nongbr'),
    ul_nongbr_pdr_cell: discarded('ul_nongbr'),
  };
}
