import { describeConditionalRead, describeConditionalWrite, tagOf } from '../../support/preconditions.js';
import { cellChange, RNI_SUBSCRIPTIONS, subscribeToRni } from '../../support/rni/rni.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('conditional requests of radio network information', () => {
  const { api } = usePlatform();
  let subscription: string;

  beforeEach(async () => {
    subscription = await subscribeToRni(api, cellChange(CALLBACK));
  });

  describeConditionalRead(api, { name: 'the subscriptions', path: () => RNI_SUBSCRIPTIONS });
  describeConditionalRead(api, { name: 'the subscriptions of a type', path: () => `${RNI_SUBSCRIPTIONS}?subscription_type=cell_change` });
  describeConditionalRead(api, { name: 'a subscription', path: () => subscription });
  describeConditionalWrite(api, { name: 'PUT of a subscription', path: () => subscription, send: (path) => api.put(path).send(cellChange(CALLBACK, { hoStatus: [1] })), status: 200 });
  describeConditionalWrite(api, { name: 'DELETE of a subscription', path: () => subscription, send: (path) => api.delete(path), status: 204 });

  it('the tag changes with the subscription, and is that of the answers to writes', async () => {
    const { headers } = await api.put(subscription).send(cellChange(CALLBACK, { hoStatus: [5] })).expect(200);
    expect(await tagOf(api, subscription)).toBe(headers['etag']);
    const again = await api.put(subscription).set('If-Match', String(headers['etag'])).send(cellChange(CALLBACK, { hoStatus: [4] })).expect(200);
    expect(again.headers['etag']).not.toBe(headers['etag']);
  });

  it('the tag of the list changes with every subscription that comes or goes', async () => {
    const before = await tagOf(api, RNI_SUBSCRIPTIONS);
    const another = await subscribeToRni(api, cellChange(CALLBACK));
    const between = await tagOf(api, RNI_SUBSCRIPTIONS);
    await api.delete(another).expect(204);
    expect(between).not.toBe(before);
    expect(await tagOf(api, RNI_SUBSCRIPTIONS)).toBe(before);
  });

  it('one of several writes goes through that stand on the same representation', async () => {
    const tag = await tagOf(api, subscription);
    const answers = await Promise.all([1, 2, 4].map(async (hoStatus) => api.put(subscription).set('If-Match', tag).send(cellChange(CALLBACK, { hoStatus: [hoStatus as 1] }))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  });

  it('404 is answered before 412', async () => {
    await api.put(`${RNI_SUBSCRIPTIONS}/unknown`).set('If-Match', '"other"').send(cellChange(CALLBACK)).expect(404);
    await api.delete(`${RNI_SUBSCRIPTIONS}/unknown`).set('If-Match', '"other"').expect(404);
  });
});
