import fc from 'fast-check';
import type { LoggedEvent } from '../../src/modules/common/events/index.js';
import { Lane } from '../../src/modules/notifications/domain/lane.js';
import { LaneIndex } from '../../src/modules/notifications/domain/lane-index.js';
import type { NotificationKind, Subscription } from '../../src/modules/notifications/index.js';

/** Subscriptions name cells, or none; events happen in cells. */
const kind: NotificationKind<string[]> = {
  subscriptionType: 'Test',
  topics: [{ name: 'test.thing' }],
  index: {
    keysOfSubscription: ({ document }) => (document as { cells?: string[] }).cells,
    keysOfEvent: ({ payload }) => payload,
  },
  notificationFor: () => ({}),
};

let made = 0;

function laneOf(cells: string[] | undefined): Lane {
  const subscription: Subscription = { subscriptionId: String(++made), subscriptionType: 'Test', document: { cells }, createdAt: 0 };
  return new Lane(subscription, kind, { position: 0, beginning: 0, revisions: [] });
}

const event = (cells: string[]): LoggedEvent => ({ seq: 1, topic: 'test.thing', payload: cells, recordedAt: 0 });
const found = (index: LaneIndex, cells: string[]) => new Set(index.concernedBy(event(cells)));
const newIndex = (of: NotificationKind = kind) => new LaneIndex(of);

const cells = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 });
const subscribed = fc.option(cells, { nil: undefined });

describe('the index of lanes', () => {
  it('finds those that share a key with the event, and those without keys, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(subscribed, { maxLength: 20 }), fc.array(fc.nat(19), { maxLength: 10 }), cells, (all, leaving, happened) => {
        const index = newIndex();
        const lanes = all.map((keys) => ({ keys, lane: laneOf(keys) }));
        for (const { lane } of lanes) index.add(lane);
        for (const place of leaving) if (lanes[place]) index.remove(lanes[place].lane);
        const staying = lanes.filter((_lane, place) => !leaving.includes(place));
        const expected = staying.filter(({ keys }) => !keys || keys.some((key) => happened.includes(key)));
        expect(found(index, happened)).toEqual(new Set(expected.map(({ lane }) => lane)));
      }),
    );
  });

  it('forgets the keys that a lane had before it was replaced', () => {
    const index = newIndex();
    const lane = laneOf(['a']);
    index.add(lane);
    index.remove(lane);
    lane.replace({ ...lane.subscription, document: { cells: ['b'] } }, 1);
    index.add(lane);
    expect([found(index, ['a']).size, found(index, ['b']).size]).toEqual([0, 1]);
    index.remove(lane);
    expect([found(index, ['a']).size, found(index, ['b']).size]).toEqual([0, 0]);
  });

  it('offers everything to everybody where the kind has no keys', () => {
    const index = newIndex({ subscriptionType: 'Test', topics: [], notificationFor: () => undefined });
    const lane = laneOf(['a']);
    index.add(lane);
    expect(found(index, [])).toEqual(new Set([lane]));
  });

  it('looks at no more lanes than match, however many there are', () => {
    const index = newIndex();
    for (let number = 0; number < 10_000; number++) index.add(laneOf([`cell-${number}`]));
    expect([...index.concernedBy(event(['cell-17', 'cell-18', 'nowhere']))]).toHaveLength(2);
  });
});
