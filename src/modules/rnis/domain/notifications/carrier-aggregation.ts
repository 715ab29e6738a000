import type { LastingEvent, ServingCellMeasured } from '../../../ran/index.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { associateIdAmong, ecgiAmong } from './common-criteria.js';
import { type EventOf, isCellOf, only } from './events.js';
import { reportedQuantities } from './reported-quantities.js';

type Reconfiguration = EventOf<'CARRIER_AGGREGATION', 'EUTRA'>;

const inEutra = only('CARRIER_AGGREGATION', 'EUTRA');
const isEutra = isCellOf('EUTRA');

/** Secondary cells in NR have no form in this notification. */
function eutraReconfiguration(event: LastingEvent): Reconfiguration | undefined {
  const found = inEutra(event);
  return found && [...found.addedCells, ...found.removedCells].some(isEutra) ? found : undefined;
}

/** Without a neighbour there is no such information: cellIdNei is mandatory. */
function carrierMeasInfo({ serving, bestNeighbour }: ServingCellMeasured): Schemas['CaReconfCarrierMeasInfo'][] {
  if (!isEutra(serving.cell) || !bestNeighbour || !isEutra(bestNeighbour.cell)) return [];
  const [own, neighbour] = [reportedQuantities(serving), reportedQuantities(bestNeighbour)];
  return [
    {
      cellIdSrv: serving.cell.ecgi.cellId,
      rsrpSrv: own.rsrp,
      ...(own.rsrq !== undefined && { rsrqSrv: own.rsrq }),
      cellIdNei: bestNeighbour.cell.ecgi.cellId,
      rsrpNei: neighbour.rsrp,
      ...(neighbour.rsrq !== undefined && { rsrqNei: neighbour.rsrq }),
    },
  ];
}

/** MEC 012, 6.3.8 and 6.4.8. */
export const CARRIER_AGGREGATION = defineNotificationType<Schemas['CaReconfSubscription'], Reconfiguration, Schemas['CaReconfNotification']>({
  subscriptionType: 'CaReconfSubscription',
  listedAs: 'ca_reconf',
  filterAttribute: 'filterCriteriaAssoc',
  about: ({ subscriptionType, filterCriteriaAssoc }) => ({ subscriptionType, filterCriteriaAssoc }),
  topical: eutraReconfiguration,
  criteria: [
    associateIdAmong(({ filterCriteriaAssoc }) => filterCriteriaAssoc.associateId),
    ecgiAmong(({ filterCriteriaAssoc }) => filterCriteriaAssoc.ecgi),
  ],
  tell: ({ ue: { associateId }, cell: { ecgi }, addedCells, removedCells, servingCells }) => ({
    notificationType: 'CaReconfNotification',
    associateId,
    ecgi,
    secondaryCellAdd: addedCells.filter(isEutra).map((cell) => ({ ecgi: cell.ecgi })),
    secondaryCellRemove: removedCells.filter(isEutra).map((cell) => ({ ecgi: cell.ecgi })),
    carrierAggregationMeasInfo: servingCells.flatMap(carrierMeasInfo),
  }),
});
