import { once } from 'node:events';
import { WebSocket } from 'ws';
import { eventually } from '../../support/eventually.js';
import { useNews } from '../../support/news/news-world.js';
import { texts, textsOnce } from '../../support/news/told.js';
import { WebsocketConsumer } from '../../support/news/websocket-consumer.js';
import { numbered } from '../../support/world.js';

/** What the server answers to a handshake that it refuses. */
async function refusal(uri: string): Promise<{ status: number; type: string | undefined; detail: string }> {
  const socket = new WebSocket(uri);
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, import('node:http').IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { status: response.statusCode!, type: response.headers['content-type'], detail: (JSON.parse(body) as { detail: string }).detail };
}

describe('a websocket', () => {
  const world = useNews({ MEC_NOTIFY_GIVE_UP_S: '30' });
  const { client, callback } = world;
  const asked = { websockNotifConfig: { requestWebsocketUri: true } };
  const pending = (count: number) => eventually(() => expect(world.dispatcher.pending).toBe(count));

  it('has an address that nobody can guess, below the root of the links', async () => {
    const path = await client.subscribe(asked);
    const { body } = await client.send('GET', path);
    const id = path.split('/').at(-1);
    expect(body).toEqual({
      subscriptionType: 'NewsSubscription',
      websockNotifConfig: { requestWebsocketUri: true, websocketUri: expect.stringMatching(new RegExp(`^ws://mep\\.test:8080/notifications/v1/${id}/[\\w-]{32}$`)) },
      _links: { self: { href: expect.stringContaining(`/subscriptions/${id}`) } },
    });
    const other = await client.subscribe(asked);
    expect((await client.websocketUri(other)).slice(-32)).not.toBe((await client.websocketUri(path)).slice(-32));
  });

  it('brings what has waited and what is new, in order, with the ids that a callback would have', async () => {
    await client.subscribe({ callbackReference: callback.url });
    const path = await client.subscribe(asked);
    await client.publish(...numbered('early', 150));
    const consumer = await WebsocketConsumer.connect(await client.websocketUri(path));
    for (const text of numbered('late', 20)) await client.publish(text);
    const all = [...numbered('early', 150), ...numbered('late', 20)];
    await eventually(() => expect(texts(consumer.told)).toEqual(all));
    await eventually(() => expect(texts(callback.told)).toEqual(all));
    const seq = ({ id }: { id: string }) => id.split('-').at(-1);
    expect(consumer.told.map(seq)).toEqual(callback.told.map(seq));
    expect(consumer.told[0]!.id.startsWith(path.split('/').at(-1)!)).toBe(true);
    expect(consumer.told.map(({ body }) => body)).toEqual(callback.told.map(({ body }) => body));
  });

  it('brings one notification at a time', async () => {
    const { consumer } = await world.listenTo();
    consumer.answer = () => undefined;
    await client.publish('one', 'two');
    await eventually(() => expect(texts(consumer.told)).toEqual(['one']));
    await world.clock.advance(10_000);
    expect(texts(consumer.told)).toEqual(['one']);
    consumer.socket.send(JSON.stringify({ notificationId: consumer.told[0]!.id }));
    await eventually(() => expect(texts(consumer.told)).toEqual(['one', 'two']));
  });

  it('goes on, after a break, with the first notification that was not answered', async () => {
    const { uri, consumer } = await world.listenTo();
    consumer.answer = ({ body }) => (body.text === 'two' ? undefined : 204);
    await client.publish('one', 'two', 'three');
    await eventually(() => expect(texts(consumer.told)).toEqual(['one', 'two']));
    await consumer.vanish();
    const again = await WebsocketConsumer.connect(uri);
    await eventually(() => expect(texts(again.told)).toEqual(['two', 'three']));
    expect(again.told[0]!.id).toBe(consumer.told[1]!.id);
  });

  it('goes on after the notification that the subscriber names: forward, and back', async () => {
    const { uri, consumer } = await world.listenTo();
    consumer.answer = ({ body }) => (body.text === 'three' ? undefined : 204);
    await client.publish(...['one', 'two', 'three', 'four']);
    await eventually(() => expect(texts(consumer.told)).toEqual(['one', 'two', 'three']));
    const forward = await WebsocketConsumer.connect(`${uri}?after=${consumer.told[2]!.id}`);
    await eventually(() => expect(texts(forward.told)).toEqual(['four']));
    const back = await WebsocketConsumer.connect(`${uri}?after=${consumer.told[0]!.id}`);
    await client.publish('five');
    await eventually(() => expect(texts(back.told)).toEqual(['two', 'three', 'four', 'five']));
    expect(back.told.slice(0, 2).map(({ id }) => id)).toEqual(consumer.told.slice(1).map(({ id }) => id));
  });

  it('goes on where the subscriber says while something is under way to its former connection', async () => {
    const { uri, consumer } = await world.listenTo();
    consumer.answer = ({ body }) => (body.text === 'two' ? undefined : 204);
    await client.publish('one', 'two', 'three');
    await eventually(() => expect(texts(consumer.told)).toEqual(['one', 'two']));
    const next = await WebsocketConsumer.connect(`${uri}?after=${consumer.told[0]!.id}`);
    await eventually(() => expect(texts(next.told)).toEqual(['two', 'three']));
  });

  it('has one connection, the newest', async () => {
    const { uri, consumer } = await world.listenTo();
    await client.publish('one');
    await eventually(() => expect(texts(consumer.told)).toEqual(['one']));
    const newer = await WebsocketConsumer.connect(uri);
    expect(await consumer.ended).toEqual({ code: 1000, reason: 'A newer connection has taken the place of this one.' });
    await client.publish('two');
    await eventually(() => expect(texts(newer.told)).toEqual(['two']));
    expect(texts(consumer.told)).toEqual(['one']);
  });

  it('is refused to whoever does not know its address', async () => {
    const uri = await client.websocketUri(await client.subscribe(asked));
    const callbackPath = await client.subscribe({ callbackReference: callback.url });
    const wrong = [uri.slice(0, -1), `${uri}x`, `${uri}/more`, uri.replace(/[^/]+$/, ''), uri.replace(/[\w-]+\/([\w-]+)$/, `${callbackPath.split('/').at(-1)}/$1`), uri.replace('/v1/', '/v2/')];
    for (const one of wrong) expect(await refusal(one)).toMatchObject({ status: 404, type: 'application/problem+json' });
    expect(await refusal(`${uri.slice(0, -1)}%zz`)).toMatchObject({ status: 400 });
  });

  it('is refused if it shall go on after what was never told', async () => {
    const { path, uri } = await world.listenTo();
    await client.publish('one');
    const id = path.split('/').at(-1)!;
    const other = (await world.listenTo()).path.split('/').at(-1)!;
    for (const after of ['', 'nonsense', `${id}-`, `${id}-0`, `${id}-1`, `${id}-99`, `${id}-2x`, `${id}-9999999999999999999`, `${other}-2`, '2'])
      expect(await refusal(`${uri}?after=${after}`)).toMatchObject({ status: 400, type: 'application/problem+json', detail: expect.stringContaining('after') });
  });

  it('is closed when its subscription is removed', async () => {
    const { path, consumer, uri } = await world.listenTo();
    await client.send('DELETE', path);
    expect(await consumer.ended).toEqual({ code: 1000, reason: 'The subscription is over.' });
    expect(await refusal(uri)).toMatchObject({ status: 404 });
  });

  it('is closed when the platform stops, and goes on at the next one', async () => {
    const { consumer, path } = await world.listenTo();
    await client.publish('one');
    await eventually(() => expect(texts(consumer.told)).toEqual(['one']));
    await world.platform.stop();
    expect(await consumer.ended).toEqual({ code: 1001, reason: 'The platform stops.' });
    await world.start();
    await client.publish('two');
    const again = await WebsocketConsumer.connect(await client.websocketUri(path));
    await eventually(() => expect(texts(again.told)).toEqual(['two']));
  });

  it('waits for nobody longer than for a callback', async () => {
    const path = await client.subscribe(asked);
    await client.publish('one');
    await world.clock.advance(20_000);
    await client.publish('two');
    await pending(2);
    await world.clock.advance(9_999);
    await pending(2);
    await world.clock.advance(1);
    await pending(1);
    expect(world.counters).toMatchObject({ delivered: 0, givenUp: 1, failedAttempts: 0 });
    const consumer = await WebsocketConsumer.connect(await client.websocketUri(path));
    await eventually(() => expect(texts(consumer.told)).toEqual(['two']));
  });

  it('keeps more than fits into memory for a subscriber who comes late', async () => {
    const path = await client.subscribe(asked);
    await client.publish(...numbered('news', 250));
    await pending(100);
    await world.platform.stop();
    await world.start();
    const consumer = await WebsocketConsumer.connect(await client.websocketUri(path));
    await eventually(() => expect(texts(consumer.told)).toEqual(numbered('news', 250)));
  });

  it('speaks HTTP content unless the subscriber asks for JSON, and repeats what is not taken', async () => {
    const path = await client.subscribe(asked);
    let status = 500;
    const consumer = await WebsocketConsumer.connect(await client.websocketUri(path), 'http', () => status);
    await client.publish('Grüße', 'more');
    await eventually(() => expect(consumer.told).toHaveLength(1));
    status = 204;
    await world.passTimeUntil(() => expect(texts(consumer.told).at(-1)).toBe('more'));
    expect(textsOnce(consumer.told)).toEqual(['Grüße', 'more']);
    expect(world.counters).toMatchObject({ delivered: 2, failedAttempts: consumer.told.length - 2 });
    const sequence = consumer.messages.map(({ data, isBinary }) => [isBinary, data.readUInt32BE(19)]);
    expect(sequence).toEqual(consumer.told.map((_, index) => [true, index + 1]));
  });

  it('takes no answer for another notification, and no other message, for an answer', async () => {
    const { consumer } = await world.listenTo();
    consumer.answer = () => undefined;
    await client.publish('one', 'two');
    await eventually(() => expect(consumer.told).toHaveLength(1));
    const { id } = consumer.told[0]!;
    const messages = ['', 'null', '[]', '{}', id, JSON.stringify({ notificationId: `${id}0` }), Buffer.from(JSON.stringify({ notificationId: id }))];
    for (const message of messages) consumer.socket.send(message);
    const ponged = once(consumer.socket, 'pong');
    consumer.socket.ping();
    await ponged;
    expect(consumer.told).toHaveLength(1);
    consumer.socket.send(JSON.stringify({ notificationId: id }));
    await eventually(() => expect(consumer.told).toHaveLength(2));
  });

  it('is not used while there is a callback', async () => {
    const path = await client.subscribe({ callbackReference: callback.url, ...asked });
    const { body } = await client.send('GET', path);
    expect(body).toMatchObject({ callbackReference: callback.url });
    expect(body).not.toHaveProperty('websockNotifConfig');
    await client.publish('one');
    await eventually(() => expect(texts(callback.told)).toEqual(['one']));
  });

  it.each([{}, { websockNotifConfig: {} }, { websockNotifConfig: { requestWebsocketUri: false } }])('is the only way without a callback: %j is refused', async (body) => {
    expect(await client.send('POST', '/news/subscriptions', body)).toMatchObject({ status: 400 });
  });
});
