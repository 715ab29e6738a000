import { eventually } from '../../support/eventually.js';
import { useNews } from '../../support/news/news-world.js';
import { texts, textsOnce } from '../../support/news/told.js';
import { WebsocketConsumer } from '../../support/news/websocket-consumer.js';
import { numbered } from '../../support/world.js';

describe('a subscription that is replaced', () => {
  const world = useNews();
  const { client, callback } = world;
  const websocket = { websockNotifConfig: { requestWebsocketUri: true } };
  const from = (place: string, ...names: string[]) => names.map((text) => ({ place, text }));

  async function replace(path: string, body: object): Promise<void> {
    expect(await client.send('PUT', path, body)).toMatchObject({ status: 200 });
  }

  it('keeps its id, and shows what it is now', async () => {
    const path = await client.subscribe({ callbackReference: callback.url, places: ['here'] });
    const { body } = await client.send('PUT', path, { callbackReference: `${callback.url}/new`, places: ['there'] });
    expect(body).toEqual({ subscriptionType: 'NewsSubscription', places: ['there'], callbackReference: `${callback.url}/new`, _links: { self: { href: expect.any(String) } } });
    expect((await client.send('GET', path)).body).toEqual(body);
    await world.platform.stop();
    await world.start();
    expect((await client.send('GET', path)).body).toEqual(body);
  });

  it('is told of what was before as it wanted then, of what comes after as it wants now', async () => {
    const path = await client.subscribe({ callbackReference: callback.url, places: ['here'] });
    callback.answer = () => 503;
    await client.publish(...from('here', 'a', 'b'), ...from('there', 'unwanted then'));
    await eventually(() => expect(world.counters.failedAttempts).toBe(1));
    await replace(path, { callbackReference: callback.url, places: ['there'] });
    await client.publish(...from('there', 'c'), ...from('here', 'unwanted now'), ...from('there', 'd'));
    callback.answer = () => 204;
    await world.passTimeUntil(() => expect(textsOnce(callback.told)).toEqual(['a', 'b', 'c', 'd']));
    await world.clock.advance(1000);
    expect(textsOnce(callback.told)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps to that with more than fits into memory, several replacements, and a restart', async () => {
    const path = await client.subscribe({ ...websocket, places: ['here'] });
    const [early, middle, late] = [numbered('early', 120), numbered('middle', 120), numbered('late', 120)];
    const everywhere = async (names: string[]) => client.publish(...names.flatMap((name) => ['here', 'there', 'far'].map((place) => ({ place, text: `${name} ${place}` }))));
    await everywhere(early);
    await replace(path, { ...websocket, places: ['there'] });
    await everywhere(middle);
    await replace(path, { ...websocket, places: ['far'] });
    await everywhere(late);
    const expected = [...early.map((name) => `${name} here`), ...middle.map((name) => `${name} there`), ...late.map((name) => `${name} far`)];
    await world.platform.stop();
    await world.start();
    const consumer = await WebsocketConsumer.connect(await client.websocketUri(path));
    await eventually(() => expect(texts(consumer.told)).toEqual(expected));
    await everywhere(['last']);
    await eventually(() => expect(texts(consumer.told)).toEqual([...expected, 'last far']));
  });

  it('loses nothing and gets nothing else while news come from several sides', async () => {
    const path = await client.subscribe({ callbackReference: callback.url, places: ['0'] });
    const news = numbered('side', 4).map(async (side) => {
      for (const name of numbered(side, 30)) await client.publish(...['0', '1', '2'].map((place) => ({ place, text: name })));
    });
    for (let turn = 1; turn <= 15; turn++) await replace(path, { callbackReference: callback.url, places: [String(turn % 3)] });
    await Promise.all(news);
    const expected: string[] = [];
    let places = ['0'];
    for (const { topic, payload } of await world.eventLog.read(0)) {
      if (topic === 'notifications.subscription') ({ places } = (payload as { subscription: { document: { places: string[] } } }).subscription.document);
      else if (places.includes((payload as { place: string }).place)) expected.push((payload as { text: string }).text);
    }
    await eventually(() => expect(texts(callback.told)).toEqual(expected));
  });

  it('is told at its new callback from then on, without waiting for the old one', async () => {
    const path = await client.subscribe({ callbackReference: 'http://127.0.0.1:1/nobody' });
    await client.publish('one');
    await world.passTimeUntil(() => expect(world.counters.failedAttempts).toBeGreaterThan(5), 20_000);
    await replace(path, { callbackReference: callback.url });
    await eventually(() => expect(texts(callback.told)).toEqual(['one']));
  });

  it('goes over to a websocket and back', async () => {
    const path = await client.subscribe({ callbackReference: callback.url });
    callback.answer = () => 503;
    await client.publish('one');
    await eventually(() => expect(world.counters.failedAttempts).toBe(1));
    await replace(path, websocket);
    const uri = await client.websocketUri(path);
    const consumer = await WebsocketConsumer.connect(uri);
    await client.publish('two');
    await eventually(() => expect(texts(consumer.told)).toEqual(['one', 'two']));
    await replace(path, { ...websocket, places: ['here'] });
    expect(await client.websocketUri(path)).toBe(uri);
    await client.publish('three');
    await eventually(() => expect(texts(consumer.told)).toEqual(['one', 'two', 'three']));
    callback.answer = () => 204;
    await replace(path, { callbackReference: callback.url });
    expect(await consumer.ended).toEqual({ code: 1000, reason: 'Notifications go to the callback now.' });
    await client.publish('four');
    await eventually(() => expect(texts(callback.told).at(-1)).toBe('four'));
    await expect(WebsocketConsumer.connect(uri)).rejects.toThrow('404');
  });

  it('keeps its type', async () => {
    const path = await client.subscribe({ callbackReference: callback.url });
    expect(await client.send('PUT', path, { callbackReference: callback.url, subscriptionType: 'OtherSubscription' })).toMatchObject({ status: 422 });
  });

  it('is not replaced by whoever takes it for another', async () => {
    const path = await client.subscribe({ callbackReference: callback.url });
    const etag = String((await client.send('GET', path)).headers['etag']);
    const put = (place: string) => client.send('PUT', path, { callbackReference: callback.url, places: [place] }, { 'if-match': etag });
    const statuses = (await Promise.all(numbered('place', 5).map(put))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412, 412, 412]);
    expect(await put('another')).toMatchObject({ status: 412 });
  });

  it('is refused as a new one is, and stays as it was', async () => {
    const path = await client.subscribe({ callbackReference: callback.url });
    const before = (await client.send('GET', path)).body;
    expect(await client.send('PUT', path, {})).toMatchObject({ status: 400 });
    expect(await client.send('PUT', path, { callbackReference: 'nonsense' })).toMatchObject({ status: 400 });
    expect(await client.send('PUT', path, { callbackReference: callback.url, expiryDeadline: { seconds: 1, nanoSeconds: 0 } })).toMatchObject({ status: 422 });
    expect(await client.send('PUT', '/news/subscriptions/unknown', { callbackReference: callback.url })).toMatchObject({ status: 404 });
    expect((await client.send('GET', path)).body).toEqual(before);
  });

  it('is forgotten in its former shapes once the log is', async () => {
    const path = await client.subscribe({ callbackReference: callback.url, places: ['here'] });
    await replace(path, { callbackReference: callback.url, places: ['there'] });
    const revisions = () => world.rows('SELECT until_seq FROM subscription_revision');
    expect(await revisions()).toHaveLength(1);
    await client.publish('one', 'two');
    await world.passTimeUntil(async () => expect(await revisions()).toEqual([]), 60_000);
    await client.publish({ place: 'there', text: 'three' });
    await eventually(() => expect(texts(callback.told)).toEqual(['three']));
  });
});
