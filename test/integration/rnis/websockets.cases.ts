import { eventually } from '../../support/eventually.js';
import { responseValidator } from '../../support/exchange-faults.js';
import { allDocuments } from '../../support/declared-operations.js';
import { measured, measuredOnce, TIMING_ADVANCE, upTo, useRni } from '../../support/rni/rni-world.js';

const TIMEOUT_MS = 1200;

const document = allDocuments().find(({ name }) => name === 'mec012-rni')!;
const isNotification = responseValidator(document, { $ref: '#/components/schemas/RniNotification' });

describe('a subscriber to radio network information at a websocket', () => {
  const world = useRni({ MEC_NOTIFY_TIMEOUT_MS: String(TIMEOUT_MS) });

  it.each(['json', 'http'] as const)('is told in order what a callback would be told, framed as %s', async (protocol) => {
    const { uri } = await world.websocketTo({ ...TIMING_ADVANCE, requestTestNotification: true });
    await world.measure(3);
    const consumer = await world.connect(uri, protocol);
    await world.measure(3, 4);
    await eventually(() => expect(measured(consumer.told)).toEqual(['TestNotification', ...upTo(6)]));
    for (const { body } of consumer.told) expect([body, isNotification(body)]).toEqual([body, true]);
  });

  it('that stops reading delays nobody, is disconnected, and goes on later without a loss', async () => {
    const stuck = await world.websocketTo(TIMING_ADVANCE);
    const other = await world.websocketTo(TIMING_ADVANCE);
    const [asleep, awake] = [await world.connect(stuck.uri), await world.connect(other.uri)];
    await world.subscribeTo(TIMING_ADVANCE);
    asleep.socket.pause();
    await world.measure(120);
    await eventually(() => expect(measured(awake.told)).toEqual(upTo(120)));
    await eventually(() => expect(measured(world.callback.told)).toEqual(upTo(120)));
    await eventually(async () => expect((await world.counts()).failedAttempts).toBe(1));
    asleep.socket.resume();
    expect((await asleep.ended).code).toBe(1013);
    const again = await world.connect(stuck.uri);
    await eventually(() => expect(measuredOnce([...asleep.told, ...again.told])).toEqual(upTo(120)));
  });

  it('goes on after the notification that it names', async () => {
    const { uri } = await world.websocketTo(TIMING_ADVANCE);
    const first = await world.connect(uri);
    await world.measure(10);
    await eventually(() => expect(measured(first.told)).toEqual(upTo(10)));
    await first.vanish();
    await world.measure(2, 11);
    const again = await world.connect(`${uri}?after=${encodeURIComponent(first.told[6]!.id)}`);
    await eventually(() => expect(measured(again.told)).toEqual([8, 9, 10, 11, 12]));
    expect(again.told.slice(0, 3).map(({ id }) => id)).toEqual(first.told.slice(7).map(({ id }) => id));
  });

  it('finds the rest after a restart of the platform', async () => {
    const { path, uri } = await world.websocketTo(TIMING_ADVANCE);
    const first = await world.connect(uri);
    await world.measure(3);
    await eventually(() => expect(measured(first.told)).toEqual(upTo(3)));
    await first.vanish();
    await world.measure(3, 4);
    await world.restart();
    const { body } = await world.api.get(path).expect(200);
    const { pathname } = new URL((body as { websockNotifConfig: { websocketUri: string } }).websockNotifConfig.websocketUri);
    const again = await world.connect(`${world.origin.replace('http', 'ws')}${pathname}`);
    await eventually(() => expect(measuredOnce([...first.told, ...again.told])).toEqual(upTo(6)));
  });

  it('is let go when the subscription is removed', async () => {
    const { path, uri } = await world.websocketTo(TIMING_ADVANCE);
    const consumer = await world.connect(uri);
    await world.api.delete(path).expect(204);
    expect((await consumer.ended).code).toBe(1000);
    await expect(world.connect(uri)).rejects.toThrow('404');
  });
});
