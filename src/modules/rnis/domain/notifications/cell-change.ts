import { ecgiKey } from '../identity-keys.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { associateIdAmong, numberAmong } from './common-criteria.js';
import { handoverWithin, type HandoverWithin, hoStatusOrDefault } from './handovers.js';
import { namedUe } from './named-ue.js';

/** MEC 012, 6.3.2 and 6.4.2. */
export const CELL_CHANGE = defineNotificationType<Schemas['CellChangeSubscription'], HandoverWithin<'EUTRA'>, Schemas['CellChangeNotification']>({
  subscriptionType: 'CellChangeSubscription',
  listedAs: 'cell_change',
  filterAttribute: 'filterCriteriaAssocHo',
  about: ({ subscriptionType, filterCriteriaAssocHo: { hoStatus, ...criteria } }) => ({
    subscriptionType,
    filterCriteriaAssocHo: { ...criteria, hoStatus: hoStatusOrDefault(hoStatus) },
  }),
  topical: handoverWithin('EUTRA'),
  criteria: [
    associateIdAmong(({ filterCriteriaAssocHo }) => filterCriteriaAssocHo.associateId),
    {
      name: 'ecgi',
      wanted: ({ filterCriteriaAssocHo }) => filterCriteriaAssocHo.ecgi?.map(ecgiKey),
      present: ({ source, targets }) => [source, ...targets].map(({ ecgi }) => ecgiKey(ecgi)),
    },
    numberAmong('hoStatus', ({ filterCriteriaAssocHo }) => filterCriteriaAssocHo.hoStatus, ({ hoStatus }) => [hoStatus]),
  ],
  tell: ({ ue, hoStatus, source, targets }) => ({
    notificationType: 'CellChangeNotification',
    ...namedUe(ue),
    srcEcgi: source.ecgi,
    trgEcgi: targets.map(({ ecgi }) => ecgi),
    hoStatus,
  }),
});
