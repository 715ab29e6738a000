import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { eventually } from '../../support/eventually.js';
import { never, Sink, status } from '../../support/sink.js';
import { numbered, useWorld, World } from '../../support/world.js';

const MINUTE = 60_000;

/** A URL at which nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}/callback`;
}

describe('the notifications of a subscription', () => {
  const { world, sink, instance } = useWorld();

  it('come in the order of the changes, the later ones only after the first has been taken', async () => {
    await world.subscribe(instance, sink.url());
    sink.answer = status(500);
    const names = numbered('news', 5);
    for (const name of names) await world.register(instance, name);
    await world.passTimeUntil(async () => expect((await world.counts()).failedAttempts).toBeGreaterThanOrEqual(3));
    expect(new Set(sink.names())).toEqual(new Set(['news-1']));
    sink.answer = status(204);
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ pending: 0, delivered: 5 }), MINUTE);
    expect(sink.namesOnce()).toEqual(names);
    expect(sink.names().slice(-5)).toEqual(names);
  });

  it('are sent one at a time', async () => {
    await world.subscribe(instance, sink.url());
    let open = 0;
    let most = 0;
    sink.answer = (_received, response) => {
      most = Math.max(most, ++open);
      setImmediate(() => {
        open -= 1;
        response.writeHead(204).end();
      });
    };
    await world.registerAll(instance, numbered('news', 20));
    await eventually(() => expect(sink.names()).toEqual(numbered('news', 20)));
    expect(most).toBe(1);
  });

  it('wait for no other subscription, be it dead or hanging', async () => {
    const hanging = await Sink.open();
    hanging.answer = never;
    await world.subscribe(instance, await deadUrl());
    await world.subscribe(instance, hanging.url());
    await world.subscribe(instance, 'http://host.invalid/callback');
    await world.subscribe(instance, sink.url());
    for (const name of numbered('news', 5)) await world.register(instance, name);
    await eventually(() => expect(sink.names()).toEqual(numbered('news', 5)));
    await eventually(() => expect(hanging.names()).toEqual(['news-1']));
    await hanging.close();
  });

  it('are repeated when the subscriber does not answer in time', async () => {
    const impatient = await World.start({ environment: { MEC_NOTIFY_TIMEOUT_MS: '50' } });
    const subscriber = await impatient.startInstance();
    await impatient.subscribe(subscriber, sink.url());
    sink.answer = never;
    await impatient.register(subscriber, 'news');
    await eventually(async () => expect(await impatient.counts()).toMatchObject({ failedAttempts: 1 }));
    sink.answer = status(204);
    await impatient.passTimeUntil(async () => expect(await impatient.counts()).toMatchObject({ delivered: 1 }));
    expect(new Set(sink.received.map(({ notificationId }) => notificationId)).size).toBe(1);
    await impatient.platform.stop();
  });

  it('all arrive in order when more wait than are kept in memory', async () => {
    await world.subscribe(instance, sink.url());
    sink.answer = status(500);
    const names = numbered('news', 250);
    await world.registerAll(instance, names);
    await eventually(async () => expect((await world.counts()).failedAttempts).toBe(1));
    expect((await world.counts()).pending).toBe(100);
    sink.answer = status(204);
    await world.passTimeUntil(() => expect(sink.names().length).toBeGreaterThan(1));
    // These come while the subscription reads on in the log.
    const later = numbered('later', 150);
    for (const name of later) await world.registerAll(instance, [name]);
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ pending: 0, delivered: 400 }));
    expect(sink.namesOnce()).toEqual([...names, ...later]);
    expect(sink.received).toHaveLength(400 + (await world.counts()).failedAttempts);
  });

  it('all arrive in order when services change under load from several sides', async () => {
    await world.subscribe(instance, sink.url());
    await Promise.all(numbered('side', 8).map(async (side) => {
      for (const name of numbered(side, 10)) await world.remove(await world.register(instance, name));
    }));
    await eventually(() => expect(sink.received).toHaveLength(160));
    const numbers = sink.received.map(({ notificationId }) => Number(notificationId.split('-').at(-1)));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    const logged = (await world.eventLog.read(0)).filter(({ topic }) => topic === 'service-registry.service');
    expect(numbers).toEqual(logged.map(({ seq }) => seq));
  });
});
