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
});
