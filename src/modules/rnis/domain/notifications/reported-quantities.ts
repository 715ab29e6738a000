import { type CellMeasured, reported } from '../../../ran/index.js';

interface ReportedQuantities {
  rsrp: number;
  rsrq?: number;
  sinr?: number;
}

/** What was measured of a cell as a report carries it (3GPP TS 36.133 and 38.133). */
export function reportedQuantities({ cell: { rat }, rsrp, rsrq, sinr }: CellMeasured): ReportedQuantities {
  return {
    rsrp: reported(rat, 'rsrp', rsrp),
    ...(rsrq !== undefined && { rsrq: reported(rat, 'rsrq', rsrq) }),
    ...(sinr !== undefined && { sinr: reported(rat, 'sinr', sinr) }),
  };
}
