import { eventually } from '../../support/eventually.js';
import { RNI_SUBSCRIPTIONS } from '../../support/rni/rni.js';
import { measured, measuredOnce, TIMING_ADVANCE, upTo, useRni } from '../../support/rni/rni-world.js';

const MINUTE = 60;
const YEAR_MS = 365 * 24 * 60 * MINUTE * 1000;

describe('a subscription to radio network information', () => {
  const world = useRni();
  const { callback } = world;

  const failedAttempts = async (count: number) => eventually(async () => expect((await world.counts()).failedAttempts).toBeGreaterThanOrEqual(count));
  const nothingLeft = () => world.passTimeUntil(async () => expect(await world.rows('SELECT subscription_id FROM subscription')).toEqual([]));

  it('that expires while its notification is repeated is offered that once more, then its expiry, then nothing, and the platform lives on', async () => {
    const expiryDeadline = world.inSeconds(MINUTE);
    const path = await world.subscribeTo({ ...TIMING_ADVANCE, expiryDeadline });
    callback.answer = ({ body }) => (body.notificationType === 'ExpiryNotification' ? 204 : 503);
    await world.measure(3);
    await failedAttempts(1);
    await world.clock.advance(MINUTE * 1000);
    await world.passTimeUntil(() => expect(measured(callback.told).at(-1)).toBe('ExpiryNotification'), 100);
    await world.api.get(path).expect(404);
    await nothingLeft();
    await world.measure(3);
    await world.clock.advance(MINUTE * 1000);
    expect(new Set(measured(callback.told))).toEqual(new Set([1, 'ExpiryNotification']));
    expect(callback.told.at(-1)!.body).toEqual({
      notificationType: 'ExpiryNotification',
      timeStamp: { seconds: expect.any(Number), nanoSeconds: expect.any(Number) },
      expiryDeadline,
      _links: { subscription: { href: `http://mep.test:8080${path}` } },
    });
    callback.answer = () => 204;
    await world.subscribeTo(TIMING_ADVANCE);
    await world.measure(1, 50);
    await eventually(() => expect(measured(callback.told).at(-1)).toBe(50));
  });

  it('ends at once when the clock jumps beyond its deadline', async () => {
    const path = await world.subscribeTo({ ...TIMING_ADVANCE, expiryDeadline: world.inSeconds(24 * 60 * MINUTE) });
    world.clock.jump(YEAR_MS);
    await world.api.get(path).expect(404);
    await world.passTimeUntil(() => expect(measured(callback.told)).toEqual(['ExpiryNotification']), 500);
    expect((await world.api.get(RNI_SUBSCRIPTIONS).expect(200)).body._links.subscription).toEqual([]);
  });

  it('is told on when the clock jumps back, in order, at times that do not go back', async () => {
    const path = await world.subscribeTo({ ...TIMING_ADVANCE, expiryDeadline: world.inSeconds(60 * MINUTE) });
    callback.answer = ({ body }) => (body['timingAdvance'] === 2 && callback.told.length === 2 ? 503 : 204);
    await world.measure(2);
    await failedAttempts(1);
    world.clock.jump(-YEAR_MS);
    await world.measure(2, 3);
    await world.passTimeUntil(() => expect(measuredOnce(callback.told)).toEqual(upTo(4)), 100);
    const seconds = callback.told.map(({ body }) => (body['timeStamp'] as { seconds: number }).seconds);
    expect(seconds).toEqual(seconds.toSorted((one, other) => one - other));
    await world.api.get(path).expect(200);
  });

  it('is told after a restart what it was not told before, under the same ids', async () => {
    await world.subscribeTo(TIMING_ADVANCE);
    callback.answer = ({ body }) => (body['timingAdvance'] === 1 ? 204 : 503);
    await world.measure(150);
    await failedAttempts(1);
    const refused = callback.told.find(({ body }) => body['timingAdvance'] === 2)!.id;
    await world.platform.stop();
    callback.answer = () => 204;
    await world.restart();
    await world.passTimeUntil(() => expect(measuredOnce(callback.told)).toEqual(upTo(150)), 100);
    expect(callback.told.filter(({ body }) => body['timingAdvance'] === 2).map(({ id }) => id)).toEqual(expect.arrayContaining([refused]));
    expect(new Set(callback.told.filter(({ body }) => body['timingAdvance'] === 2).map(({ id }) => id)).size).toBe(1);
  });

  it('that is replaced is told what came before by its former filter, and what comes after by its new one', async () => {
    const path = await world.subscribeTo(TIMING_ADVANCE);
    callback.answer = () => 503;
    await world.measure(2);
    await failedAttempts(1);
    const filterCriteriaAssoc = { associateId: [{ type: 1, value: '10.45.0.12' }] };
    await world.api.put(path).send({ ...TIMING_ADVANCE, filterCriteriaAssoc, callbackReference: callback.url }).expect(200);
    await world.measure(2, 3);
    await world.radio.tell({ kind: 'TIMING_ADVANCE', ue: 'van', cell: 'pier', timingAdvance: 77 });
    callback.answer = () => 204;
    await world.passTimeUntil(() => expect(measuredOnce(callback.told)).toEqual([1, 2, 77]), 100);
  });
});
