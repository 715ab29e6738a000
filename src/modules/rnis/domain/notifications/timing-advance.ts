import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { associateIdAmong, ecgiAmong } from './common-criteria.js';
import { type EventOf, only } from './events.js';

/** MEC 012, 6.3.7 and 6.4.7. */
export const TIMING_ADVANCE = defineNotificationType<Schemas['MeasTaSubscription'], EventOf<'TIMING_ADVANCE', 'EUTRA'>, Schemas['MeasTaNotification']>({
  subscriptionType: 'MeasTaSubscription',
  listedAs: 'timing_advance_ue',
  filterAttribute: 'filterCriteriaAssoc',
  about: ({ subscriptionType, filterCriteriaAssoc }) => ({ subscriptionType, filterCriteriaAssoc }),
  topical: only('TIMING_ADVANCE', 'EUTRA'),
  criteria: [
    associateIdAmong(({ filterCriteriaAssoc }) => filterCriteriaAssoc.associateId),
    ecgiAmong(({ filterCriteriaAssoc }) => filterCriteriaAssoc.ecgi),
  ],
  tell: ({ ue: { associateId }, cell: { ecgi }, timingAdvance }) => ({ notificationType: 'MeasTaNotification', associateId, ecgi, timingAdvance }),
});
