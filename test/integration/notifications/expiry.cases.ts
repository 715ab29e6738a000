import { eventually } from '../../support/eventually.js';
import { useNews } from '../../support/news/news-world.js';
import { texts, textsOnce } from '../../support/news/told.js';
import { WebsocketConsumer } from '../../support/news/websocket-consumer.js';
import { numbered } from '../../support/world.js';

const MINUTE = 60;

describe('a subscription with a deadline', () => {
  const world = useNews();
  const { client, callback } = world;

  const subscribe = (seconds: number) => client.subscribe({ callbackReference: callback.url, expiryDeadline: world.inSeconds(seconds) });
  const failedAttempts = (count: number) => eventually(() => expect(world.counters.failedAttempts).toBe(count));
  const rows = () => world.rows<{ subscription_id: string }>('SELECT subscription_id FROM subscription');
  const told = (...expected: string[]) => eventually(() => expect(texts(callback.told)).toEqual(expected));
  /** Lets so much time pass, and a little more for the platform to notice. */
  const pass = async (seconds: number) => {
    await world.clock.advance(seconds * 1000);
    const overdue = `SELECT subscription_id FROM subscription WHERE expires_at <= ${world.clock.now()} AND expiry_seq IS NULL`;
    await world.passTimeUntil(async () => expect(await world.rows(overdue)).toEqual([]), 500);
  };
  /** Lets the clock go on until nothing is left of the subscription. */
  const untilGone = () => world.passTimeUntil(async () => expect(await rows()).toEqual([]));

  it('shows it as it was sent', async () => {
    const expiryDeadline = { seconds: world.inSeconds(MINUTE).seconds, nanoSeconds: 123_456_789 };
    const path = await client.subscribe({ callbackReference: callback.url, expiryDeadline });
    expect((await client.send('GET', path)).body).toMatchObject({ expiryDeadline });
  });

  it('is told of its expiry at the deadline, not before, and is gone then', async () => {
    const expiryDeadline = world.inSeconds(MINUTE);
    const path = await client.subscribe({ callbackReference: callback.url, expiryDeadline });
    await world.clock.advance(MINUTE * 1000 - 1);
    await client.publish('last');
    await told('last');
    expect(await client.send('GET', path)).toMatchObject({ status: 200 });
    await world.clock.advance(1);
    expect(await client.send('GET', path)).toMatchObject({ status: 404 });
    await pass(0);
    await told('last', 'ExpiryNotification');
    await client.publish('too late');
    await untilGone();
    expect(callback.told.at(-1)!.body).toEqual({
      notificationType: 'ExpiryNotification',
      timeStamp: { seconds: expect.any(Number), nanoSeconds: expect.any(Number) },
      expiryDeadline,
      _links: { subscription: { href: expect.stringContaining(path.split('/').at(-1)!) } },
    });
    expect(texts(callback.told)).toEqual(['last', 'ExpiryNotification']);
    expect((await client.send('GET', '/news/subscriptions')).body).toMatchObject({ _links: { subscription: [] } });
    for (const method of ['DELETE', 'PUT'] as const) expect(await client.send(method, path, { callbackReference: callback.url })).toMatchObject({ status: 404 });
  });

  it('is told first what still waits, if it takes that at once', async () => {
    await subscribe(MINUTE);
    callback.answer = () => 503;
    await client.publish(...numbered('news', 150));
    await failedAttempts(1);
    callback.answer = () => 204;
    await pass(MINUTE);
    await eventually(() => expect(texts(callback.told).at(-1)).toBe('ExpiryNotification'));
    expect(textsOnce(callback.told)).toEqual([...numbered('news', 150), 'ExpiryNotification']);
    await untilGone();
  });

  it('that expires while its notification is being repeated is offered that once more, then its expiry, then nothing', async () => {
    await subscribe(MINUTE);
    callback.answer = ({ body }) => (body.notificationType === 'ExpiryNotification' ? 204 : 503);
    await client.publish(...numbered('news', 5));
    await world.passTimeUntil(() => expect(world.counters.failedAttempts).toBeGreaterThanOrEqual(3), 1000);
    await pass(MINUTE);
    await eventually(() => expect(texts(callback.told).at(-1)).toBe('ExpiryNotification'));
    expect(new Set(texts(callback.told).slice(0, -1))).toEqual(new Set(['news-1']));
    await untilGone();
    await world.clock.advance(10 * MINUTE * 1000);
    expect(texts(callback.told).filter((text) => text === 'ExpiryNotification')).toHaveLength(1);
    expect(world.dispatcher.pending).toBe(0);
  });

  it('that expires while its notification is under way is told the rest after that', async () => {
    await subscribe(MINUTE);
    callback.answer = ({ body }) => (body.text === 'first' ? undefined : 204);
    await client.publish('first', 'second');
    await told('first');
    await pass(MINUTE);
    expect(texts(callback.told)).toEqual(['first']);
    callback.release(204);
    await told('first', 'second', 'ExpiryNotification');
    await untilGone();
  });

  it('is only told of its expiry when the rest would take too long', async () => {
    await subscribe(MINUTE);
    callback.answer = ({ body }) => (body.text === 'first' ? undefined : 204);
    await client.publish('first', 'second');
    await told('first');
    await pass(MINUTE);
    await world.clock.advance(10_000);
    callback.release(204);
    await told('first', 'ExpiryNotification');
    await untilGone();
  });

  it('goes although it cannot be told', async () => {
    const path = await subscribe(MINUTE);
    callback.answer = () => 500;
    await client.publish('news');
    await failedAttempts(1);
    await pass(MINUTE);
    await untilGone();
    expect(await client.send('GET', path)).toMatchObject({ status: 404 });
    expect(texts(callback.told).filter((text) => text === 'ExpiryNotification')).toHaveLength(1);
    expect(world.counters).toMatchObject({ delivered: 0, givenUp: 2 });
  });

  it('goes at once when the clock is set to later, and not when it is set to earlier', async () => {
    const path = await subscribe(24 * 60 * MINUTE);
    world.clock.jump(-365 * 24 * 60 * MINUTE * 1000);
    await world.clock.advance(MINUTE * 1000);
    expect(await client.send('GET', path)).toMatchObject({ status: 200 });
    world.clock.jump(2 * 365 * 24 * 60 * MINUTE * 1000);
    await pass(0);
    await told('ExpiryNotification');
    await untilGone();
  });

  it('that passes while its notification waits to be repeated is told so after the clock is set to later', async () => {
    await subscribe(60 * MINUTE);
    callback.answer = ({ body }) => (body.notificationType === 'ExpiryNotification' ? 204 : 503);
    await client.publish('news');
    await failedAttempts(1);
    world.clock.jump(365 * 24 * 60 * MINUTE * 1000);
    await pass(0);
    await eventually(() => expect(texts(callback.told).at(-1)).toBe('ExpiryNotification'));
    await untilGone();
  });

  it('that passed while the platform was down is told right after the start', async () => {
    const path = await subscribe(MINUTE);
    callback.answer = () => 503;
    await client.publish('owed');
    await failedAttempts(1);
    await world.platform.stop();
    await world.clock.advance(2 * MINUTE * 1000);
    callback.answer = () => 204;
    callback.told.length = 0;
    await world.start();
    expect(await client.send('GET', path)).toMatchObject({ status: 404 });
    await told('owed', 'ExpiryNotification');
    await untilGone();
  });

  it('is told after the start if the platform ended before it could be', async () => {
    await subscribe(MINUTE);
    callback.answer = ({ body }) => (body.text === 'first' ? undefined : 204);
    await client.publish('first');
    await told('first');
    await pass(MINUTE);
    const stopping = world.platform.stop();
    callback.release(204);
    await stopping;
    await world.clock.advance(24 * 60 * MINUTE * 1000);
    await world.start();
    await told('first', 'ExpiryNotification');
    await untilGone();
  });

  it.each([0, -1, -1_000_000])('%d s from now cannot be made', async (seconds) => {
    expect(await client.send('POST', '/news/subscriptions', { callbackReference: callback.url, expiryDeadline: world.inSeconds(seconds) })).toMatchObject({ status: 422 });
    expect(await rows()).toEqual([]);
  });

  it('lives on when it is replaced by one with a later deadline, or none', async () => {
    const [later, none] = [await subscribe(MINUTE), await subscribe(MINUTE)];
    await client.send('PUT', later, { callbackReference: callback.url, expiryDeadline: world.inSeconds(2 * MINUTE) });
    await client.send('PUT', none, { callbackReference: callback.url });
    await pass(MINUTE);
    for (const path of [later, none]) expect(await client.send('GET', path)).toMatchObject({ status: 200 });
    await pass(MINUTE);
    expect(await client.send('GET', later)).toMatchObject({ status: 404 });
    await told('ExpiryNotification');
    await world.clock.advance(100 * MINUTE * 1000);
    expect(await client.send('GET', none)).toMatchObject({ status: 200 });
  });

  it('is told over its websocket, which is closed then', async () => {
    const { consumer } = await world.listenTo({ expiryDeadline: world.inSeconds(MINUTE) });
    consumer.answer = ({ body }) => (body.text === 'hard' ? undefined : 204);
    await client.publish('easy');
    await eventually(() => expect(texts(consumer.told)).toEqual(['easy']));
    await pass(MINUTE);
    expect(await consumer.ended).toEqual({ code: 1000, reason: 'The subscription is over.' });
    expect(texts(consumer.told)).toEqual(['easy', 'ExpiryNotification']);
    await untilGone();
  });

  it('waits a little for a subscriber who is not connected, and no longer', async () => {
    const asked = { websockNotifConfig: { requestWebsocketUri: true }, expiryDeadline: world.inSeconds(MINUTE) };
    const [prompt, absent] = [await client.subscribe(asked), await client.subscribe(asked)];
    const uris = [await client.websocketUri(prompt), await client.websocketUri(absent)];
    await client.publish('owed');
    await pass(MINUTE);
    const consumer = await WebsocketConsumer.connect(uris[0]!);
    await eventually(() => expect(texts(consumer.told)).toEqual(['owed', 'ExpiryNotification']));
    await world.clock.advance(10_000);
    await untilGone();
    await expect(WebsocketConsumer.connect(uris[1]!)).rejects.toThrow('404');
  });
});
