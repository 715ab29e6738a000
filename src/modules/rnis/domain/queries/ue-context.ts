import { globalBaseStationId } from '../../../ran/index.js';
import { globalCell, primaryMeasured, ueNeighbour } from '../neighbours.js';
import { namedUe } from '../notifications/named-ue.js';
import { reportedQuantities } from '../notifications/reported-quantities.js';
import type { Schemas } from '../types.js';
import type { AttachedUe } from './attached-ues.js';
import { transferredBearer } from './ue-bearers.js';

/** Where a UE is, its bearers and what it measures; an extension of this platform. */
export function ueContext({ ue, cell, baseStation, bearers, neighbours, state }: AttachedUe): Schemas['UeContext'] {
  const primary = primaryMeasured({ cell, state });
  return {
    ...namedUe(ue),
    attached: true,
    ...globalCell(cell),
    baseStation: globalBaseStationId(baseStation),
    ...(baseStation.dataPlane && { dataPlane: baseStation.dataPlane }),
    bearers: bearers.map(transferredBearer),
    ...(primary && { rsrp: reportedQuantities(primary).rsrp }),
    neighbours: neighbours.map(ueNeighbour),
    prbUsage: state.prbUsage!,
  };
}
