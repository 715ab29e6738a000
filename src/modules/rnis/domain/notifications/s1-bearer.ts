import type { BearerChanged } from '../../../ran/index.js';
import { s1BearerOf } from '../bearer-info.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { type BearerEvent, hasOtherQos, hasOtherTunnel } from './bearers.js';
import { associateIdAmong, ecgiAmong, numberAmong } from './common-criteria.js';
import { only } from './events.js';
import { namedUe } from './named-ue.js';

const S1_EVENTS: Record<BearerChanged['change'], Schemas['S1EventType']> = { ESTABLISHED: 1, MODIFIED: 2, RELEASED: 3 };

const inEutra = only('BEARER', 'EUTRA');

/** MEC 012, 6.3.9 and 6.4.10. */
export const S1_BEARER = defineNotificationType<Schemas['S1BearerSubscription'], BearerEvent, Schemas['S1BearerNotification']>({
  subscriptionType: 'S1BearerSubscription',
  listedAs: 's1_bearer',
  filterAttribute: 'S1BearerSubscriptionCriteria',
  about: ({ subscriptionType, eventType, S1BearerSubscriptionCriteria }) => ({ subscriptionType, eventType, S1BearerSubscriptionCriteria }),
  topical(event) {
    const found = inEutra(event);
    return found && (found.change !== 'MODIFIED' || hasOtherQos(found) || hasOtherTunnel(found)) ? found : undefined;
  },
  criteria: [
    associateIdAmong(({ S1BearerSubscriptionCriteria }) => S1BearerSubscriptionCriteria.associateId),
    ecgiAmong(({ S1BearerSubscriptionCriteria }) => S1BearerSubscriptionCriteria.ecgi),
    numberAmong('erabId', ({ S1BearerSubscriptionCriteria }) => S1BearerSubscriptionCriteria.erabId, ({ bearer: { erabId } }) => [erabId]),
    numberAmong('eventType', ({ eventType }) => eventType, ({ change }) => [S1_EVENTS[change]]),
  ],
  tell: ({ ue, cell: { ecgi }, change, bearer }) => ({
    notificationType: 'S1BearerNotification',
    s1Event: S1_EVENTS[change],
    s1UeInfo: { ...namedUe(ue), ecgi: [ecgi], s1BearerInfo: [s1BearerOf(bearer)] },
  }),
});
