import { eventually } from '../../support/eventually.js';
import { useNews } from '../../support/news/news-world.js';
import { texts } from '../../support/news/told.js';
import { WebsocketConsumer } from '../../support/news/websocket-consumer.js';
import { numbered } from '../../support/world.js';

const TIMEOUT_MS = 1200;

/** Comparing large texts again and again would keep the consumers from answering in time. */
const endings = (large: string[]) => large.map((text) => text.slice(-10));

describe('a subscriber at a websocket', () => {
  const world = useNews({ MEC_NOTIFY_TIMEOUT_MS: String(TIMEOUT_MS) });
  const { client } = world;

  it('that does not answer is disconnected, and told the same again', async () => {
    const { uri, consumer } = await world.listenTo();
    consumer.answer = () => undefined;
    await client.publish('one', 'two');
    expect(await consumer.ended).toEqual({ code: 1013, reason: 'A notification was not answered in time.' });
    expect(texts(consumer.told)).toEqual(['one']);
    expect(world.counters).toMatchObject({ delivered: 0, failedAttempts: 1 });
    const again = await WebsocketConsumer.connect(uri);
    await eventually(() => expect(texts(again.told)).toEqual(['one', 'two']));
    expect(again.told[0]!.id).toBe(consumer.told[0]!.id);
  });

  it('that stops reading is disconnected without delaying anybody, and goes on later', async () => {
    const stuck = await world.listenTo();
    const other = await world.listenTo();
    stuck.consumer.socket.pause();
    const large = numbered('x'.repeat(200_000), 20);
    for (const text of large) await client.publish(text);
    await eventually(() => expect(endings(texts(other.consumer.told))).toEqual(endings(large)));
    await eventually(() => expect(world.counters).toMatchObject({ delivered: 20, failedAttempts: 1 }));
    stuck.consumer.socket.resume();
    await stuck.consumer.ended;
    const again = await WebsocketConsumer.connect(stuck.uri);
    await eventually(() => expect(endings(texts(again.told))).toEqual(endings(large)));
    expect(texts(again.told)).toEqual(large);
  });

  it('that answers slowly, yet in time, is told everything', async () => {
    const { consumer } = await world.listenTo();
    consumer.answer = ({ id }) => {
      setTimeout(() => consumer.socket.send(JSON.stringify({ notificationId: id })), TIMEOUT_MS / 3);
      return undefined;
    };
    await client.publish(...numbered('news', 8));
    await eventually(() => expect(texts(consumer.told)).toEqual(numbered('news', 8)));
    expect(world.counters.failedAttempts).toBe(0);
  });

  it('that comes and goes without a pause misses nothing', async () => {
    const path = await client.subscribe({ websockNotifConfig: { requestWebsocketUri: true } });
    const uri = await client.websocketUri(path);
    const all = numbered('news', 60);
    const told: string[] = [];
    const publishing = (async () => {
      for (const text of all) await client.publish(text);
    })();
    while (told.at(-1) !== all.at(-1)) {
      let left = 3;
      const consumer = await WebsocketConsumer.connect(uri, 'json', ({ body }) => {
        if (left-- === 0) return void consumer.socket.terminate();
        if (told.at(-1) !== body.text) told.push(body.text!);
        return 204;
      });
      await Promise.race([consumer.ended, eventually(() => expect(told.at(-1)).toBe(all.at(-1)))]);
      await consumer.vanish();
    }
    await publishing;
    expect(told).toEqual(all);
  });
});
