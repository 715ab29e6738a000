import fc from 'fast-check';
import type { LoggedEvent } from '../../src/modules/common/events/index.js';
import { Lane } from '../../src/modules/notifications/domain/lane.js';
import type { NotificationKind, Subscription } from '../../src/modules/notifications/index.js';

const subscription: Subscription = {
  subscriptionId: 'one',
  subscriptionType: 'Test',
  appInstanceId: 'app',
  callbackReference: 'http://host.invalid/',
  document: {},
  createdAt: 0,
};

/** Wants to hear of even payloads only. */
const kind: NotificationKind = {
  subscriptionType: 'Test',
  topics: [{ name: 'test.thing' }],
  notificationFor: (_subscription, { payload }) => (Number(payload) % 2 === 0 ? { payload } : undefined),
};

const event = (seq: number, payload: number = 0, topic = 'test.thing'): LoggedEvent => ({ seq, topic, payload, recordedAt: seq * 10 });
const laneAt = (position: number) => new Lane(subscription, kind, { position, beginning: 0, revisions: [] });

describe('a lane', () => {
  it('is idle while nothing waits', () => {
    const lane = laneAt(0);
    expect(lane.idle).toBe(true);
    lane.behind = true;
    expect(lane.idle).toBe(false);
    lane.behind = false;
    lane.sending = true;
    expect(lane.idle).toBe(false);
    lane.sending = false;
    lane.take(event(1));
    expect(lane.idle).toBe(false);
  });

  it('passes over what is older than its position', () => {
    const lane = laneAt(5);
    expect([4, 5, 6].map((seq) => lane.take(event(seq)))).toEqual([true, true, true]);
    expect(lane.pending).toEqual([{ seq: 6, recordedAt: 60, body: { payload: 0 } }]);
  });

  it('looks at other topics and at what it does not want, and keeps nothing of them', () => {
    const lane = laneAt(0);
    expect([lane.take(event(1, 0, 'test.other')), lane.take(event(2, 1))]).toEqual([true, true]);
    expect([lane.pending, lane.readTo]).toEqual([[], 2]);
  });

  it('refuses the event after a hundred, without having looked at it', () => {
    const lane = laneAt(0);
    for (let seq = 1; seq <= 100; seq++) expect(lane.take(event(seq))).toBe(true);
    expect([lane.full, lane.take(event(101)), lane.readTo]).toEqual([true, false, 100]);
    expect(lane.take(event(50))).toBe(true);
    lane.pending.shift();
    expect([lane.take(event(101)), lane.readTo, lane.pending.length]).toEqual([true, 101, 100]);
  });

  it('keeps what it wants once and in order, however events repeat', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 200 }), fc.integer({ min: 0, max: 20 }), (seqs, position) => {
        const lane = laneAt(position);
        for (const seq of seqs) lane.take(event(seq, seq));
        const kept = lane.pending.map(({ seq }) => seq);
        expect(kept).toEqual([...new Set(kept)].sort((one, other) => one - other));
        expect(kept.every((seq) => seq > position && seq % 2 === 0)).toBe(true);
        expect(lane.readTo).toBe(Math.max(position, ...seqs));
      }),
    );
  });

  it('goes on where the subscriber wants to, once', () => {
    const lane = laneAt(0);
    for (const seq of [1, 2, 3]) lane.take(event(seq));
    lane.resumeAfter = 2;
    expect([lane.resume(), lane.pending, lane.readTo, lane.behind]).toEqual([2, [], 2, true]);
    lane.take(event(3));
    expect([lane.resume(), lane.pending.map(({ seq }) => seq)]).toEqual([undefined, [3]]);
  });

  it('asks the document that was in force when an event happened, until the log has forgotten it', () => {
    const asked: unknown[] = [];
    const asking: NotificationKind = { ...kind, notificationFor: ({ document }) => void asked.push(document) };
    const lane = new Lane({ ...subscription, document: 'third' }, asking, { position: 0, beginning: 0, revisions: [{ until: 3, document: 'first' }] });
    lane.replace({ ...subscription, document: 'fourth' }, 7);
    for (const seq of [1, 2, 3, 6, 7, 8]) lane.take(event(seq));
    expect(asked).toEqual(['first', 'first', 'third', 'third', 'fourth', 'fourth']);
    lane.forgetRevisionsBefore(3);
    lane.resumeAfter = 0;
    lane.resume();
    asked.length = 0;
    for (const seq of [2, 6, 8]) lane.take(event(seq));
    expect(asked).toEqual(['third', 'third', 'fourth']);
  });
});

describe('the lane of a subscription that has expired', () => {
  const expired = (seq: number): LoggedEvent => ({ seq, topic: 'notifications.subscription', payload: { change: 'EXPIRED', subscription }, recordedAt: seq * 10 });
  const saying: NotificationKind = { ...kind, expiryNotification: ({ subscriptionId }, expiredAt) => ({ subscriptionId, expiredAt }) };

  function expiring(seq: number): Lane {
    const lane = new Lane(subscription, saying, { position: 0, beginning: 0, revisions: [] });
    lane.farewell = { seq, until: Infinity };
    return lane;
  }

  it('is over when its expiry has been told', () => {
    const lane = expiring(3);
    for (const one of [event(1), event(2, 1), expired(3)]) lane.take(one);
    expect(lane.pending.map(({ body }) => body)).toEqual([{ payload: 0 }, { subscriptionId: 'one', expiredAt: 30 }]);
    lane.pending.shift();
    expect(lane.over).toBe(false);
    lane.pending.shift();
    expect(lane.over).toBe(true);
  });

  it('takes nothing after its expiry, and no expiry of another', () => {
    const lane = expiring(3);
    const other = { ...expired(2), payload: { change: 'EXPIRED', subscription: { ...subscription, subscriptionId: 'two' } } };
    for (const one of [other, expired(3), event(4), expired(5)]) lane.take(one);
    expect(lane.pending.map(({ seq }) => seq)).toEqual([3]);
  });

  it.each([
    ['nothing has been read', [], 0],
    ['something waits', [event(1)], 1],
    ['everything waits', [event(1), event(2), expired(3)], 2],
    ['only the expiry waits', [expired(3)], 0],
  ])('leaves out everything but its expiry when %s', (_when, taken, leftOut) => {
    const lane = expiring(3);
    for (const one of taken) lane.take(one);
    expect(lane.skipToFarewell(lane.farewell!)).toBe(leftOut);
    for (const one of [event(1), event(2), expired(3)]) lane.take(one);
    expect(lane.pending.map(({ seq }) => seq)).toEqual([3]);
  });
});
