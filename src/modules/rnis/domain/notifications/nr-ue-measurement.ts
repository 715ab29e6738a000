import type { CellMeasured, MeasurementReport, ServingCellMeasured } from '../../../ran/index.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { associateIdAmong, nrcgiAmong, numberAmong } from './common-criteria.js';
import { type EventOf, isCellOf, only } from './events.js';
import { eutranNeighboursOf } from './measured-carriers.js';
import { reportedQuantities } from './reported-quantities.js';
import { NR_TRIGGERS } from './triggers.js';

const isNr = isCellOf('NR');

/** Measured on the SS/PBCH blocks; nobody measures CSI reference signals or single beams here. */
const results = (measured: CellMeasured): Schemas['NrCellMeasResults'] => ({ measQuantityResultsSsbCell: reportedQuantities(measured) });

function servingCell({ serving, bestNeighbour }: ServingCellMeasured): Schemas['ServCellMeasInfo'][] {
  if (!isNr(serving.cell)) return [];
  const nCell = bestNeighbour && results(bestNeighbour);
  return [{ nrcgi: serving.cell.nrcgi, sCell: results(serving), ...(nCell && { nCell }) }];
}

const nrNeighboursOf = (neighbours: readonly CellMeasured[]): Schemas['NrNeighCellMeasInfo'][] =>
  neighbours.flatMap((neighbour) => (isNr(neighbour.cell) ? [{ nrcgi: neighbour.cell.nrcgi, ...results(neighbour) }] : []));

type NeighbourList = Pick<Schemas['NrMeasRepUeNotification'], 'nrNeighCellMeasInfo' | 'eutraNeighCellMeasInfo'>;

/** One of the two lists, as the trigger has it: B1 and B2 are about the other technology. */
function neighbourList({ trigger, neighbours }: MeasurementReport): NeighbourList {
  const nr = nrNeighboursOf(neighbours);
  const aboutEutra = trigger === 'B1' || trigger === 'B2' || nr.length === 0;
  return aboutEutra ? { eutraNeighCellMeasInfo: eutranNeighboursOf(neighbours) } : { nrNeighCellMeasInfo: nr };
}

/** MEC 012, 6.3.11 and 6.4.11. */
export const NR_UE_MEASUREMENT = defineNotificationType<
  Schemas['NrMeasRepUeSubscription'],
  EventOf<'MEASUREMENT_REPORT', 'NR'>,
  Schemas['NrMeasRepUeNotification']
>({
  subscriptionType: 'NrMeasRepUeSubscription',
  listedAs: 'nr_meas_rep_ue',
  filterAttribute: 'filterCriteriaNrMrs',
  about: ({ subscriptionType, filterCriteriaNrMrs }) => ({ subscriptionType, filterCriteriaNrMrs }),
  topical: only('MEASUREMENT_REPORT', 'NR'),
  criteria: [
    associateIdAmong(({ filterCriteriaNrMrs }) => filterCriteriaNrMrs.associateId),
    nrcgiAmong(({ filterCriteriaNrMrs }) => filterCriteriaNrMrs.nrcgi),
    numberAmong('triggerNr', ({ filterCriteriaNrMrs }) => filterCriteriaNrMrs.triggerNr, ({ trigger }) => [NR_TRIGGERS[trigger]]),
  ],
  tell: (report) => ({
    notificationType: 'NrMeasRepUeNotification',
    associateId: report.ue.associateId,
    triggerNr: NR_TRIGGERS[report.trigger],
    servCellMeasInfo: report.servingCells.flatMap(servingCell),
    ...neighbourList(report),
  }),
});
