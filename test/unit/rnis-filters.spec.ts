import fc from 'fast-check';
import { NOTIFICATION_TYPES } from '../../src/modules/rnis/domain/notifications/notification-types.js';
import { allDocuments } from '../support/declared-operations.js';
import { responseValidator } from '../support/exchange-faults.js';
import { ranEvent } from '../support/rni/arbitrary-events.js';
import { type RniSubscription, rniSubscription } from '../support/rni/arbitrary-subscriptions.js';
import { wants } from '../support/rni/reference-filter.js';

const document = allDocuments().find(({ name }) => name === 'mec012-rni')!;
const isNotification = responseValidator(document, { $ref: '#/components/schemas/RniNotification' });
const _links = { subscription: { href: 'http://mep.test/rni/v2/subscriptions/1' } };

const typeOf = ({ subscriptionType }: RniSubscription) => NOTIFICATION_TYPES.find((type) => type.subscriptionType === subscriptionType)!;

const shareKey = (subscription: RniSubscription, event: Parameters<typeof wants>[1]) => {
  const type = typeOf(subscription);
  const keys = new Set(type.keysOfEvent(event));
  return type.keysOfSubscription(type.about(subscription)).some((key) => keys.has(key));
};

const RUNS = { numRuns: 5000 };

describe('filters of subscriptions', () => {
  it('admit what a plain reading of the standard admits', () => {
    let told = 0;
    fc.assert(
      fc.property(rniSubscription, ranEvent, (subscription, event) => {
        const type = typeOf(subscription);
        const notification = type.notificationFor(type.about(subscription), event);
        expect(notification !== undefined).toBe(wants(subscription, event));
        told += notification ? 1 : 0;
      }),
      RUNS,
    );
    expect(told).toBeGreaterThan(50);
  });

  it('find by their keys exactly those events that they admit', () => {
    fc.assert(
      fc.property(rniSubscription, ranEvent, (subscription, event) => {
        expect(shareKey(subscription, event)).toBe(wants(subscription, event));
      }),
      RUNS,
    );
  });

  it('never lose an event by their keys, however many values they list', () => {
    const many = { subscriptionType: 'MeasTaSubscription' as const, callbackReference: 'http://127.0.0.1:9/' };
    const associateId = Array.from({ length: 300 }, (_, index) => ({ type: 1 as const, value: `10.45.${index >> 8}.${index & 255}` }));
    const ecgi = ['000a101', '000a102', '000b201'].flatMap((cellId) => ['01', '02'].map((mnc) => ({ plmn: { mcc: '001', mnc }, cellId })));
    const subscription = { ...many, filterCriteriaAssoc: { associateId, ecgi } } as unknown as RniSubscription;
    const type = typeOf(subscription);
    expect(type.keysOfSubscription(type.about(subscription))).toHaveLength(300);
    fc.assert(
      fc.property(ranEvent, (event) => {
        if (wants(subscription, event)) expect(shareKey(subscription, event)).toBe(true);
      }),
      RUNS,
    );
  });

  it('make notifications that fit the document', () => {
    fc.assert(
      fc.property(rniSubscription, ranEvent, (subscription, event) => {
        const type = typeOf(subscription);
        const notification = type.notificationFor(type.about(subscription), event);
        if (notification && !isNotification({ ...notification, _links })) throw new Error(JSON.stringify({ notification, errors: isNotification.errors?.slice(0, 3) }));
      }),
      RUNS,
    );
  });
});
