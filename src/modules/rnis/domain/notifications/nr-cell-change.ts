import { nrcgiKey } from '../identity-keys.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { associateIdAmong, numberAmong } from './common-criteria.js';
import { handoverWithin, type HandoverWithin, hoStatusOrDefault } from './handovers.js';
import { namedUe } from './named-ue.js';

/** An extension of this platform: the cell change of MEC 012, 6.3.2 and 6.4.2, for NR cells. */
export const NR_CELL_CHANGE = defineNotificationType<Schemas['NrCellChangeSubscription'], HandoverWithin<'NR'>, Schemas['NrCellChangeNotification']>({
  subscriptionType: 'NrCellChangeSubscription',
  listedAs: 'nr_cell_change',
  filterAttribute: 'filterCriteriaAssocHo',
  about: ({ subscriptionType, filterCriteriaAssocHo: { hoStatus, ...criteria } }) => ({
    subscriptionType,
    filterCriteriaAssocHo: { ...criteria, hoStatus: hoStatusOrDefault(hoStatus) },
  }),
  topical: handoverWithin('NR'),
  criteria: [
    associateIdAmong(({ filterCriteriaAssocHo }) => filterCriteriaAssocHo.associateId),
    {
      name: 'nrcgi',
      wanted: ({ filterCriteriaAssocHo }) => filterCriteriaAssocHo.nrcgi?.map(nrcgiKey),
      present: ({ source, targets }) => [source, ...targets].map(({ nrcgi }) => nrcgiKey(nrcgi)),
    },
    numberAmong('hoStatus', ({ filterCriteriaAssocHo }) => filterCriteriaAssocHo.hoStatus, ({ hoStatus }) => [hoStatus]),
  ],
  tell: ({ ue, hoStatus, source, targets }) => ({
    notificationType: 'NrCellChangeNotification',
    ...namedUe(ue),
    srcNrcgi: source.nrcgi,
    trgNrcgi: targets.map(({ nrcgi }) => nrcgi),
    hoStatus,
  }),
});
