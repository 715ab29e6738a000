import { eventually } from '../../support/eventually.js';
import { status } from '../../support/sink.js';
import { numbered, useWorld } from '../../support/world.js';

describe('a platform that stops and starts again on its database', () => {
  const { world, sink, instance } = useWorld();

  it('delivers what it still owes, with the same ids, and then what is new', async () => {
    await world.subscribe(instance, sink.url());
    sink.answer = status(500);
    await world.registerAll(instance, numbered('owed', 3));
    await eventually(async () => expect((await world.counts()).failedAttempts).toBe(1));
    const [refused] = sink.received;
    await world.restart();
    sink.answer = status(204);
    await world.register(instance, 'new');
    await world.passTimeUntil(() => expect(sink.namesOnce()).toEqual([...numbered('owed', 3), 'new']));
    const again = sink.received.filter(({ serName }) => serName === 'owed-1');
    expect(again.length).toBeGreaterThan(1);
    expect(new Set(again.map(({ notificationId }) => notificationId))).toEqual(new Set([refused!.notificationId]));
  });

  it('does not repeat what has been taken', async () => {
    await world.subscribe(instance, sink.url());
    await world.registerAll(instance, numbered('old', 3));
    await eventually(() => expect(sink.names()).toEqual(numbered('old', 3)));
    await world.restart();
    await world.register(instance, 'new');
    await eventually(() => expect(sink.names()).toContain('new'));
    expect(sink.names()).toEqual([...numbered('old', 3), 'new']);
  });

  it('delivers more than it keeps in memory', async () => {
    await world.subscribe(instance, sink.url());
    sink.answer = status(500);
    const names = numbered('owed', 220);
    await world.registerAll(instance, names);
    await eventually(async () => expect((await world.counts()).failedAttempts).toBe(1));
    await world.restart();
    sink.answer = status(204);
    await world.passTimeUntil(() => expect(sink.namesOnce()).toEqual(names));
  });

  it('still knows its services and subscriptions', async () => {
    const path = await world.subscribe(instance, sink.url());
    for (const name of numbered('service', 3)) await world.register(instance, name);
    await world.restart();
    expect((await world.serviceNames()).sort()).toEqual(numbered('service', 3));
    await world.remove(path);
    await world.restart();
    await world.register(instance, 'unheard');
    await world.subscribe(instance, sink.url('/later'));
    await world.register(instance, 'heard');
    await eventually(() => expect(sink.names('/later')).toEqual(['heard']));
    expect(sink.names()).toEqual(numbered('service', 3));
  });
});
