import { qosOf } from '../bearer-info.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { bearer, type BearerEvent, hasOtherQos, qcisOf } from './bearers.js';
import { ecgiAmong, numberAmong } from './common-criteria.js';

const modified = bearer('MODIFIED');

/** MEC 012, 6.3.4 and 6.4.4. */
export const RAB_MODIFICATION = defineNotificationType<Schemas['RabModSubscription'], BearerEvent, Schemas['RabModNotification']>({
  subscriptionType: 'RabModSubscription',
  listedAs: 'rab_mod',
  filterAttribute: 'filterCriteriaQci',
  about: ({ subscriptionType, filterCriteriaQci }) => ({ subscriptionType, filterCriteriaQci }),
  topical(event) {
    const found = modified(event);
    return found && hasOtherQos(found) ? found : undefined;
  },
  criteria: [
    ecgiAmong(({ filterCriteriaQci }) => filterCriteriaQci.ecgi),
    numberAmong('erabId', ({ filterCriteriaQci }) => [filterCriteriaQci.erabId], ({ bearer: { erabId } }) => [erabId]),
    numberAmong('qci', ({ filterCriteriaQci }) => [filterCriteriaQci.qci], qcisOf),
  ],
  tell: ({ ue: { associateId }, cell: { ecgi }, bearer: now }) => ({
    notificationType: 'RabModNotification',
    associateId,
    ecgi,
    erabId: now.erabId,
    erabQosParameters: qosOf(now),
  }),
});
