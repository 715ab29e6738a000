import type { ServerResponse } from 'node:http';
import { eventually } from '../../support/eventually.js';
import { type Answer, status } from '../../support/sink.js';
import { numbered, useWorld } from '../../support/world.js';

const MINUTE = 60_000;

describe('a notification', () => {
  const { world, sink, instance } = useWorld({ MEC_NOTIFY_TIMEOUT_MS: '60000' });

  const delivered = (count: number) => eventually(async () => expect(await world.counts()).toMatchObject({ delivered: count, pending: 0 }));
  const failed = (attempts: number) => eventually(async () => expect(await world.counts()).toMatchObject({ failedAttempts: attempts }));

  it('is delivered when it is answered with any 2xx', async () => {
    const codes = [200, 201, 202, 203, 204, 206, 226, 250, 299];
    for (const code of codes) await world.subscribe(instance, sink.url(`/${code}`));
    sink.answer = ({ path }, response) => void response.writeHead(Number(path.slice(1))).end();
    await world.register(instance, 'news');
    await delivered(codes.length);
    await world.clock.advance(MINUTE);
    expect(await world.counts()).toEqual({ pending: 0, delivered: codes.length, failedAttempts: 0, givenUp: 0 });
    for (const code of codes) expect(sink.names(`/${code}`)).toEqual(['news']);
  });

  it('is delivered when the answer has a body, however large', async () => {
    await world.subscribe(instance, sink.url());
    sink.answer = (_received, response) => void response.writeHead(200).end(Buffer.alloc(1_000_000, 'x'));
    await world.registerAll(instance, numbered('news', 3));
    await delivered(3);
    expect(sink.names()).toEqual(numbered('news', 3));
  });

  it('is repeated when it is answered with a 3xx, and not sent to where that points', async () => {
    const codes = [300, 301, 302, 303, 307, 308];
    for (const code of codes) await world.subscribe(instance, sink.url(`/${code}`));
    sink.answer = ({ path }, response) => void response.writeHead(Number(path.slice(1)), { location: sink.url('/elsewhere') }).end();
    await world.register(instance, 'news');
    await failed(codes.length);
    sink.answer = status(204);
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ delivered: codes.length, failedAttempts: codes.length }));
    for (const code of codes) expect(sink.names(`/${code}`)).toEqual(['news', 'news']);
    expect(sink.names('/elsewhere')).toEqual([]);
  });

  it('is repeated with the same id and the same body when it is answered with a 4xx, a 5xx or a cut', async () => {
    const codes = [400, 401, 403, 404, 405, 408, 410, 413, 415, 429, 500, 501, 502, 503, 504];
    const cut: Answer = (_received, response) => void response.socket?.destroy();
    await world.subscribe(instance, sink.url('/cut'));
    for (const code of codes) await world.subscribe(instance, sink.url(`/${code}`));
    sink.answer = (received, response) => (received.path === '/cut' ? cut : status(Number(received.path.slice(1))))(received, response);
    await world.register(instance, 'news');
    await world.passTimeUntil(async () => expect((await world.counts()).failedAttempts).toBeGreaterThanOrEqual(3 * (codes.length + 1)));
    sink.answer = status(204);
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ delivered: codes.length + 1, givenUp: 0 }), MINUTE);
    for (const path of ['/cut', ...codes.map((code) => `/${code}`)]) {
      const attempts = sink.received.filter((received) => received.path === path);
      expect(attempts.length).toBeGreaterThan(1);
      expect(new Set(attempts.map(({ notificationId }) => notificationId)).size).toBe(1);
      expect(new Set(attempts.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    }
  });

  it('has an id of its own for every change and every subscription', async () => {
    for (const path of ['/first', '/second']) await world.subscribe(instance, sink.url(path));
    await world.remove(await world.register(instance, 'news'));
    await world.register(instance, 'more news');
    await delivered(6);
    const ids = sink.received.map(({ notificationId }) => notificationId);
    expect(new Set(ids).size).toBe(6);
    for (const id of ids) expect(id).toMatch(/^[\w-]{8,}$/);
  });

  it('is repeated after pauses that double up to a minute, each at least half of that', async () => {
    await world.subscribe(instance, sink.url());
    // The refusal is held back until time stands still, so that the pause begins at a known moment.
    const waiting: ServerResponse[] = [];
    sink.answer = (_received, response) => void waiting.push(response);
    await world.register(instance, 'news');
    for (const [failures, longest] of [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000].entries()) {
      await eventually(() => expect(waiting).toHaveLength(1));
      waiting.pop()?.writeHead(503).end();
      await failed(failures + 1);
      await world.clock.advance(longest / 2 - 1);
      for (let look = 0; look < 3; look++) await world.counts();
      expect(sink.received.length).toBe(failures + 1);
      await world.clock.advance(longest / 2 + 1);
    }
    await eventually(() => expect(sink.received.length).toBe(10));
  });

  it('begins with the shortest pause again after one has been taken', async () => {
    await world.subscribe(instance, sink.url());
    sink.answer = status(503);
    await world.register(instance, 'first');
    await world.passTimeUntil(async () => expect((await world.counts()).failedAttempts).toBeGreaterThanOrEqual(5), MINUTE);
    sink.answer = ({ serName }, response) => void response.writeHead(serName === 'first' ? 204 : 503).end();
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ delivered: 1 }), MINUTE);
    const { failedAttempts } = await world.counts();
    await world.register(instance, 'second');
    await failed(failedAttempts + 1);
    await world.clock.advance(500);
    await failed(failedAttempts + 2);
  });
});
