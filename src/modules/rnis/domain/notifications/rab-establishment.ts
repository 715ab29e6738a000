import { qosOf } from '../bearer-info.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { bearer, type BearerEvent, qcisOf } from './bearers.js';
import { ecgiAmong, numberAmong } from './common-criteria.js';
import { namedUe } from './named-ue.js';

/** MEC 012, 6.3.3 and 6.4.3. */
export const RAB_ESTABLISHMENT = defineNotificationType<Schemas['RabEstSubscription'], BearerEvent, Schemas['RabEstNotification']>({
  subscriptionType: 'RabEstSubscription',
  listedAs: 'rab_est',
  filterAttribute: 'filterCriteriaQci',
  about: ({ subscriptionType, filterCriteriaQci }) => ({ subscriptionType, filterCriteriaQci }),
  topical: bearer('ESTABLISHED'),
  criteria: [
    ecgiAmong(({ filterCriteriaQci }) => filterCriteriaQci.ecgi),
    numberAmong('qci', ({ filterCriteriaQci }) => [filterCriteriaQci.qci], qcisOf),
  ],
  tell: ({ ue, cell, bearer: established }) => ({
    notificationType: 'RabEstNotification',
    ...namedUe(ue),
    ecgi: cell.ecgi,
    erabId: established.erabId,
    erabQosParameters: qosOf(established),
  }),
});
