import type { LastingEvent, MeasurementReport } from '../../../ran/index.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { associateIdAmong, ecgiAmong, numberAmong } from './common-criteria.js';
import { type EventOf, only } from './events.js';
import { carrierAggregationOf, eutranNeighboursOf, newRadioNeighboursOf, newRadioOf } from './measured-carriers.js';
import { reportedQuantities } from './reported-quantities.js';
import { TRIGGERS } from './triggers.js';

const inEutra = only('MEASUREMENT_REPORT', 'EUTRA');

interface Report extends EventOf<'MEASUREMENT_REPORT', 'EUTRA'> {
  primary: { rsrp: number; rsrq: number; sinr?: number };
}

/** A report without the RSRP and RSRQ of the primary cell cannot be told: both are mandatory. */
function completeReport(event: LastingEvent): Report | undefined {
  const found = inEutra(event);
  const primary = found && primaryOf(found);
  return found && primary?.rsrq !== undefined ? { ...found, primary: { ...primary, rsrq: primary.rsrq } } : undefined;
}

function primaryOf({ cell, servingCells: [first] }: MeasurementReport) {
  return first?.serving.cell.id === cell.id ? reportedQuantities(first.serving) : undefined;
}

/** MEC 012, 6.3.6 and 6.4.6. */
export const UE_MEASUREMENT = defineNotificationType<Schemas['MeasRepUeSubscription'], Report, Schemas['MeasRepUeNotification']>({
  subscriptionType: 'MeasRepUeSubscription',
  listedAs: 'meas_rep_ue',
  filterAttribute: 'filterCriteriaAssocTri',
  about: ({ subscriptionType, filterCriteriaAssocTri }) => ({ subscriptionType, filterCriteriaAssocTri }),
  topical: completeReport,
  criteria: [
    associateIdAmong(({ filterCriteriaAssocTri }) => filterCriteriaAssocTri.associateId),
    ecgiAmong(({ filterCriteriaAssocTri }) => filterCriteriaAssocTri.ecgi),
    numberAmong('trigger', ({ filterCriteriaAssocTri }) => filterCriteriaAssocTri.trigger, ({ trigger }) => [TRIGGERS[trigger]]),
  ],
  tell({ ue: { associateId }, cell: { ecgi }, primary, trigger, height, servingCells: [, ...secondary], neighbours }) {
    return {
      notificationType: 'MeasRepUeNotification',
      associateId,
      ecgi,
      ...primary,
      trigger: TRIGGERS[trigger],
      eutranNeighbourCellMeasInfo: eutranNeighboursOf(neighbours),
      carrierAggregationMeasInfo: secondary.flatMap(carrierAggregationOf),
      ...(height !== undefined && { heightUe: height }),
      newRadioMeasInfo: secondary.flatMap(newRadioOf),
      newRadioMeasNeiInfo: newRadioNeighboursOf(neighbours),
    };
  },
});
