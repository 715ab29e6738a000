import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { bearer, type BearerEvent, qcisOf } from './bearers.js';
import { ecgiAmong, numberAmong } from './common-criteria.js';

/** MEC 012, 6.3.5 and 6.4.5. */
export const RAB_RELEASE = defineNotificationType<Schemas['RabRelSubscription'], BearerEvent, Schemas['RabRelNotification']>({
  subscriptionType: 'RabRelSubscription',
  listedAs: 'rab_rel',
  filterAttribute: 'filterCriteriaQci',
  about: ({ subscriptionType, filterCriteriaQci }) => ({ subscriptionType, filterCriteriaQci }),
  topical: bearer('RELEASED'),
  criteria: [
    ecgiAmong(({ filterCriteriaQci }) => filterCriteriaQci.ecgi),
    numberAmong('erabId', ({ filterCriteriaQci }) => [filterCriteriaQci.erabId], ({ bearer: { erabId } }) => [erabId]),
    numberAmong('qci', ({ filterCriteriaQci }) => [filterCriteriaQci.qci], qcisOf),
  ],
  tell: ({ ue: { associateId }, cell: { ecgi }, bearer: { erabId } }) => ({
    notificationType: 'RabRelNotification',
    associateId,
    ecgi,
    erabReleaseInfo: { erabId },
  }),
});
