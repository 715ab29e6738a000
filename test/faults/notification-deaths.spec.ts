import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { NewsClient, NewsWorld } from '../support/news/news-world.js';
import { type Told, textsOnce } from '../support/news/told.js';
import { WebsocketConsumer } from '../support/news/websocket-consumer.js';
import { launchProcess, newDatabase, type ServerProcess, startProcess } from '../support/process.js';
import { compiled } from '../support/process-build.js';
import { TestClock } from '../support/test-clock.js';
import { numbered } from '../support/world.js';

const TEST_TIMEOUT_MS = 120_000;
const STEPS = [
  'unit-of-work:before-commit',
  'unit-of-work:after-commit',
  ...['before-send', 'after-send', 'before-acknowledge', 'after-acknowledge'].map((step) => `notifications:${step}`),
];

const program = () => compiled({ sources: ['src', 'migrations', 'test/support/news'], main: 'test/support/news/news-main.js' });
const clientOf = (server: ServerProcess) => new NewsClient(() => server.origin);

/** Lets a process die at a step; `meanwhile` is what happens to it once it serves, if it comes to that. */
async function dieAt(step: string, environment: Record<string, string>, meanwhile: (server: ServerProcess) => Promise<unknown>): Promise<void> {
  const server = await launchProcess({ ...environment, NODE_ENV: 'test', MEC_CRASH_AT: step }, undefined, program());
  if (await server.ready()) await meanwhile(server).catch((error: Error) => expect(error.message).toMatch(/ECONN|hang up|socket/));
  expect(await server.ended).toMatchObject({ signal: 'SIGKILL' });
}

/** A subscription whose time was up a minute ago, of a platform whose clock stood still until it stopped. */
async function expired() {
  const world = new NewsWorld(new TestClock(Date.now() - 60_000));
  await world.begin({});
  const { client, callback, databaseUrl } = world;
  const path = await client.subscribe({ callbackReference: callback.url, expiryDeadline: world.inSeconds(1) });
  await world.platform.stop();
  return { path, callback, environment: { DATABASE_URL: databaseUrl } };
}

describe.each(STEPS)('a platform that dies at %s', (step) => {
  it(
    'while it tells a subscriber at a websocket goes on, and repeats nothing without its id',
    async () => {
      const environment = { DATABASE_URL: await newDatabase() };
      const news = numbered('news', 20);
      const first = await startProcess({ environment, program: program() });
      const path = await clientOf(first).subscribe({ websockNotifConfig: { requestWebsocketUri: true }, requestTestNotification: true });
      await clientOf(first).publish(...news);
      await first.kill();

      const told: Told[] = [];
      const answer = (one: Told) => {
        told.push(one);
        return 204;
      };
      await dieAt(step, environment, async (server) => (await WebsocketConsumer.connect(await clientOf(server).websocketUri(path), 'json', answer)).ended);

      const server = await startProcess({ environment, program: program() });
      await WebsocketConsumer.connect(await clientOf(server).websocketUri(path), 'json', answer);
      await clientOf(server).publish('last');
      await eventually(() => expect(textsOnce(told).at(-1)).toBe('last'));
      expect(textsOnce(told)).toEqual(['TestNotification', ...news, 'last']);
      expect(server.errorLog).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'while it ends a subscription whose time is up tells of its expiry, and ends it',
    async () => {
      const { path, callback, environment } = await expired();
      await dieAt(step, environment, (server) => server.ended);

      const server = await startProcess({ environment, program: program() });
      await eventually(() => expect(textsOnce(callback.told)).toEqual(['ExpiryNotification']));
      expect(await clientOf(server).send('GET', path)).toMatchObject({ status: 404 });
      expect((await clientOf(server).send('GET', '/health/ready')).body).toMatchObject({ notifications: { pending: 0 } });
      await pause(1000);
      expect(callback.told.length).toBeLessThanOrEqual(2);
      expect(server.errorLog).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});
