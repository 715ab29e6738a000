import request from 'supertest';
import { eventually } from '../../support/eventually.js';
import { status } from '../../support/sink.js';
import { applicationPath, numbered, useWorld } from '../../support/world.js';

describe('a subscription', () => {
  const { world, sink, instance } = useWorld();

  it('is not told of changes that are older than itself', async () => {
    await world.registerAll(instance, numbered('older', 3));
    await world.subscribe(instance, sink.url());
    await world.register(instance, 'newer');
    await eventually(() => expect(sink.names()).toEqual(['newer']));
    await world.clock.advance(120_000);
    expect(sink.names()).toEqual(['newer']);
  });

  it('is told nothing more once it has been removed, not even what it has not taken yet', async () => {
    const path = await world.subscribe(instance, sink.url());
    await world.subscribe(instance, sink.url('/other'));
    sink.answer = ({ path: to }, response) => void response.writeHead(to === '/other' ? 204 : 500).end();
    await world.registerAll(instance, numbered('before', 3));
    await eventually(async () => expect((await world.counts()).failedAttempts).toBe(1));
    await world.remove(path);
    sink.answer = status(204);
    await world.register(instance, 'after');
    await world.passTimeUntil(() => expect(sink.names('/other')).toEqual([...numbered('before', 3), 'after']));
    await world.clock.advance(120_000);
    expect(await world.counts()).toMatchObject({ pending: 0 });
    expect(sink.names()).toEqual(['before-1']);
  });

  it('is told nothing more when it is removed while a notification is under way', async () => {
    const path = await world.subscribe(instance, sink.url());
    const refusals: (() => void)[] = [];
    sink.answer = (_received, response) => void refusals.push(() => response.writeHead(500).end());
    await world.registerAll(instance, numbered('news', 3));
    await eventually(() => expect(sink.names()).toEqual(['news-1']));
    await world.remove(path);
    for (const refuse of refusals) refuse();
    sink.answer = status(204);
    await world.clock.advance(120_000);
    expect(await world.counts()).toMatchObject({ pending: 0, delivered: 0 });
    expect(sink.names()).toEqual(['news-1']);
  });
});

describe('an application instance that ends', () => {
  const { world, sink, instance: ending } = useWorld();
  let observer: string;

  beforeEach(async () => {
    observer = await world.startInstance();
  });

  it('takes its services and subscriptions with it, and others are told', async () => {
    await world.subscribe(observer, sink.url('/observer'));
    await world.subscribe(ending, sink.url('/ending'));
    await world.register(observer, 'staying');
    for (const name of numbered('going', 3)) await world.register(ending, name);
    await eventually(() => expect(sink.received).toHaveLength(8));
    await world.endInstance(ending);
    await eventually(() => expect(sink.names('/observer').slice(4).sort()).toEqual(numbered('going', 3)));
    const told = sink.received.filter(({ path }) => path === '/observer').map(({ changeType }) => changeType);
    expect(told).toEqual(['ADDED', 'ADDED', 'ADDED', 'ADDED', 'REMOVED', 'REMOVED', 'REMOVED']);
    expect(await world.serviceNames()).toEqual(['staying']);
    for (const resource of ['services', 'subscriptions']) await request(world.platform.http).get(`${applicationPath(ending)}/${resource}`).expect(404);
    expect(await world.rows('SELECT subscription_id FROM subscription')).toHaveLength(1);
    expect(await world.rows('SELECT ser_instance_id FROM service')).toHaveLength(1);
  });

  it('is not told of its own end', async () => {
    await world.subscribe(ending, sink.url());
    await world.registerAll(ending, numbered('going', 3));
    await eventually(async () => expect(await world.counts()).toMatchObject({ delivered: 3, pending: 0 }));
    await world.endInstance(ending);
    await world.subscribe(observer, sink.url('/observer'));
    await world.register(observer, 'coming');
    await eventually(() => expect(sink.names('/observer')).toEqual(['coming']));
    expect(sink.received.map(({ changeType }) => changeType)).toEqual(['ADDED', 'ADDED', 'ADDED', 'ADDED']);
  });

  it('takes nothing with it when its end is not committed', async () => {
    await world.subscribe(ending, sink.url());
    await world.register(ending, 'staying');
    const failing = world.unitOfWork.run(async (transaction) => {
      await world.appInstances.end(transaction, ending);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await world.register(ending, 'coming');
    await eventually(() => expect(sink.names()).toEqual(['staying', 'coming']));
    expect(sink.received.map(({ changeType }) => changeType)).toEqual(['ADDED', 'ADDED']);
    expect(await world.serviceNames()).toEqual(['staying', 'coming']);
  });

  it('ends once', async () => {
    const ends = await Promise.allSettled([world.endInstance(ending), world.endInstance(ending)]);
    expect(ends.map(({ status: outcome }) => outcome).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status: outcome }) => outcome === 'rejected')).toMatchObject({ reason: { status: 404 } });
  });
});
