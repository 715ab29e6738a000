import { eventually } from '../../support/eventually.js';
import { status } from '../../support/sink.js';
import { numbered, useWorld } from '../../support/world.js';

const MINUTE = 60_000;

describe('housekeeping', () => {
  const { world, sink, instance } = useWorld();

  const cursors = () => world.rows<{ callback_reference: string; position: number | string }>('SELECT callback_reference, position FROM subscription');

  async function cursorOf(path: string): Promise<number> {
    const found = (await cursors()).find(({ callback_reference }) => callback_reference === sink.url(path));
    return Number(found?.position);
  }

  it('moves the cursors of subscriptions that wait for nothing', async () => {
    await world.subscribe(instance, sink.url('/idle'), { serNames: ['never'] });
    await world.registerAll(instance, numbered('news', 10));
    const { head } = world.eventLog;
    expect(await cursorOf('/idle')).toBeLessThan(head);
    await world.passTimeUntil(async () => expect(await cursorOf('/idle')).toBe(head), 20_000);
  });

  it('removes from the log what every subscription is done with and what is old enough, but the newest', async () => {
    await world.subscribe(instance, sink.url());
    await world.registerAll(instance, numbered('news', 10));
    await eventually(() => expect(sink.received).toHaveLength(10));
    const before = await world.logged();
    await world.clock.advance(5 * MINUTE);
    expect(await world.logged()).toEqual(before);
    await world.passTimeUntil(async () => expect(await world.logged()).toEqual([before.at(-1)]), 30_000);
    await world.register(instance, 'more');
    await eventually(() => expect(sink.names().at(-1)).toBe('more'));
    expect(sink.received).toHaveLength(11);
  });

  it('trims the log without any subscription', async () => {
    await world.registerAll(instance, numbered('news', 3));
    await world.passTimeUntil(async () => expect(await world.logged()).toHaveLength(1), MINUTE);
  });

  it('loses nothing that a subscriber still waits for, even across a restart', async () => {
    await world.subscribe(instance, sink.url('/behind'));
    await world.subscribe(instance, sink.url('/idle'), { serNames: ['later'] });
    sink.answer = status(500);
    const names = numbered('news', 150);
    await world.registerAll(instance, names);
    const before = await world.logged();
    await world.clock.advance(15 * MINUTE);
    expect(await cursorOf('/idle')).toBe(before.at(-1));
    expect((await world.logged()).slice(-names.length)).toEqual(before.slice(-names.length));
    await world.platform.stop();
    sink.answer = status(204);
    await world.restart();
    await world.clock.advance(5 * MINUTE);
    await world.register(instance, 'later');
    await world.passTimeUntil(() => expect(sink.namesOnce('/behind')).toEqual([...names, 'later']));
    await eventually(() => expect(sink.names('/idle')).toEqual(['later']));
    await world.passTimeUntil(async () => expect(await world.logged()).toHaveLength(1), MINUTE);
    expect(sink.namesOnce('/behind')).toEqual([...names, 'later']);
  });
});
