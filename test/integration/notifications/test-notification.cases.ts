import { eventually } from '../../support/eventually.js';
import { useNews } from '../../support/news/news-world.js';
import { texts } from '../../support/news/told.js';
import { WebsocketConsumer } from '../../support/news/websocket-consumer.js';

describe('a TestNotification', () => {
  const world = useNews();
  const { client, callback } = world;
  const websocket = { websockNotifConfig: { requestWebsocketUri: true } };
  const tested = () => ({ callbackReference: callback.url, requestTestNotification: true });
  const subscriptions = () => world.rows('SELECT subscription_id FROM subscription');

  it('comes before the answer, once, and before everything else', async () => {
    const path = await client.subscribe(tested());
    expect(callback.told.map(({ body }) => body)).toEqual([
      { notificationType: 'TestNotification', _links: { subscription: { href: expect.stringMatching(new RegExp(`/${path.split('/').at(-1)}$`)) } } },
    ]);
    expect((await client.send('GET', path)).body).toMatchObject(tested());
    await client.publish('one');
    await eventually(() => expect(texts(callback.told)).toEqual(['TestNotification', 'one']));
    expect(callback.told[0]!.id).not.toBe(callback.told[1]!.id);
  });

  it('does not come unless it is asked for', async () => {
    await client.subscribe({ callbackReference: callback.url, requestTestNotification: false });
    await client.publish('one');
    await eventually(() => expect(texts(callback.told)).toEqual(['one']));
  });

  it('that is not taken makes the websocket the way, where it comes first', async () => {
    callback.answer = () => 500;
    const { status, body, headers } = await client.send('POST', '/news/subscriptions', { ...tested(), ...websocket });
    expect(status).toBe(201);
    expect(body).toMatchObject({ websockNotifConfig: { websocketUri: expect.stringMatching('^ws://') } });
    expect(body).not.toHaveProperty('callbackReference');
    const path = `/news/subscriptions/${String(headers['location']).split('/').at(-1)}`;
    await client.publish('one');
    const consumer = await WebsocketConsumer.connect(await client.websocketUri(path));
    await eventually(() => expect(texts(consumer.told)).toEqual(['TestNotification', 'one']));
    expect(texts(callback.told)).toEqual(['TestNotification']);
  });

  it('that is not taken, and no websocket to go over, is a refusal that leaves nothing behind', async () => {
    callback.answer = () => 500;
    expect(await client.send('POST', '/news/subscriptions', tested())).toMatchObject({ status: 422, body: { detail: expect.stringContaining('answered 500') } });
    expect(await subscriptions()).toEqual([]);
  });

  it('comes first over a websocket, and again until it is answered, over a restart too', async () => {
    const path = await client.subscribe({ ...websocket, requestTestNotification: true });
    await client.publish('one');
    const mute = await WebsocketConsumer.connect(await client.websocketUri(path), 'json', () => undefined);
    await eventually(() => expect(texts(mute.told)).toEqual(['TestNotification']));
    await mute.vanish();
    await world.platform.stop();
    await world.start();
    const consumer = await WebsocketConsumer.connect(await client.websocketUri(path));
    await eventually(() => expect(texts(consumer.told)).toEqual(['TestNotification', 'one']));
    expect(consumer.told[0]!.id).toBe(mute.told[0]!.id);
    const again = await WebsocketConsumer.connect(`${await client.websocketUri(path)}?after=${consumer.told[0]!.id}`);
    await eventually(() => expect(texts(again.told)).toEqual(['one']));
  });

  it('decides of a replacement as well', async () => {
    const path = await client.subscribe({ callbackReference: callback.url });
    callback.answer = ({ body }) => (body.notificationType === 'TestNotification' ? 500 : 204);
    expect(await client.send('PUT', path, tested())).toMatchObject({ status: 422 });
    expect((await client.send('GET', path)).body).not.toHaveProperty('requestTestNotification');
    expect(await client.send('PUT', path, { ...tested(), ...websocket })).toMatchObject({ status: 200, body: { requestTestNotification: true } });
    await client.publish('one');
    const consumer = await WebsocketConsumer.connect(await client.websocketUri(path));
    await eventually(() => expect(texts(consumer.told)).toEqual(['TestNotification', 'one']));
    expect(texts(callback.told)).toEqual(['TestNotification', 'TestNotification']);
  });
});
