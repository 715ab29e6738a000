import type { CellMeasured, ServingCellMeasured } from '../../../ran/index.js';
import type { Schemas } from '../types.js';
import { isCellOf } from './events.js';
import { reportedQuantities } from './reported-quantities.js';

// What a UE in E-UTRAN measures beside its primary cell (MEC 012, 6.4.6).

const isEutra = isCellOf('EUTRA');
const isNr = isCellOf('NR');

export const eutranNeighboursOf = (neighbours: readonly CellMeasured[]): Schemas['EutranNeighbourCellMeasInfo'][] =>
  neighbours.flatMap((neighbour) => (isEutra(neighbour.cell) ? [{ ecgi: neighbour.cell.ecgi, ...reportedQuantities(neighbour) }] : []));

/** Of a secondary cell in E-UTRAN and its best neighbour; nothing for one in NR. */
export function carrierAggregationOf({ serving, bestNeighbour }: ServingCellMeasured): Schemas['CarrierAggregationMeasInfo'][] {
  if (!isEutra(serving.cell)) return [];
  const { rsrp, rsrq, sinr } = reportedQuantities(serving);
  return [
    {
      cellIdSrv: serving.cell.ecgi.cellId,
      rsrpSrv: rsrp,
      ...(rsrq !== undefined && { rsrqSrv: rsrq }),
      ...(sinr !== undefined && { sinrSrv: sinr }),
      ...(bestNeighbour && neighbourOnCarrier(bestNeighbour)),
    },
  ];
}

function neighbourOnCarrier(neighbour: CellMeasured): Partial<Schemas['CarrierAggregationMeasInfo']> {
  if (!isEutra(neighbour.cell)) return {};
  const { rsrp, rsrq, sinr } = reportedQuantities(neighbour);
  return {
    cellIdNei: neighbour.cell.ecgi.cellId,
    rsrpNei: rsrp,
    ...(rsrq !== undefined && { rsrqNei: rsrq }),
    ...(sinr !== undefined && { sinrNei: sinr }),
  };
}

/** Of a secondary cell in NR and its best neighbour, each with values of its own; nothing for one in E-UTRAN. */
export function newRadioOf({ serving, bestNeighbour }: ServingCellMeasured): Schemas['NewRadioMeasInfo'][] {
  if (!isNr(serving.cell)) return [];
  const { nrArfcn, nrcgi } = serving.cell;
  const { rsrp, rsrq, sinr } = reportedQuantities(serving);
  const nrSCs = {
    nrSCellInfo: [{ nrSCellPlmn: [nrcgi.plmn], nrSCellGId: nrcgi.nrCellId }],
    nrSCellRsrp: rsrp,
    ...(rsrq !== undefined && { nrSCellRsrq: rsrq }),
    ...(sinr !== undefined && { nrSCellRssi: sinr }),
  };
  const nrBNCs = bestNeighbour && bestNewRadioNeighbour(bestNeighbour);
  return [{ nrCarrierFreq: nrArfcn, nrSCs, ...(nrBNCs && { nrBNCs }) }];
}

function bestNewRadioNeighbour(neighbour: CellMeasured): Schemas['NrBNCs'] | undefined {
  if (!isNr(neighbour.cell)) return undefined;
  const { plmn, nrCellId } = neighbour.cell.nrcgi;
  const { rsrp, rsrq, sinr } = reportedQuantities(neighbour);
  return {
    nrBNCellInfo: [{ nrBNCellPlmn: [plmn], nrBNCellGId: nrCellId }],
    nrBNCellRsrp: rsrp,
    ...(rsrq !== undefined && { nrBNCellRsrq: rsrq }),
    ...(sinr !== undefined && { nrBNCellRssi: sinr }),
  };
}

export function newRadioNeighboursOf(neighbours: readonly CellMeasured[]): Schemas['NewRadioMeasNeiInfo'][] {
  return neighbours.flatMap((neighbour) => {
    if (!isNr(neighbour.cell)) return [];
    const { plmn, nrCellId } = neighbour.cell.nrcgi;
    const { rsrp, rsrq, sinr } = reportedQuantities(neighbour);
    return [
      {
        nrNCellInfo: [{ nrNCellPlmn: [plmn], nrNCellGId: nrCellId }],
        nrNCellRsrp: rsrp,
        ...(rsrq !== undefined && { nrNCellRsrq: rsrq }),
        ...(sinr !== undefined && { nrNCellRssi: sinr }),
      },
    ];
  });
}
