import type { LoggedEvent } from '../../common/events/index.js';
import type { Lane } from './lane.js';
import type { NotificationKind } from './notification-kind.js';

const NO_LANES: ReadonlySet<Lane> = new Set();

/** The lanes of one kind: finds those that an event can concern. */
export class LaneIndex {
  private readonly asked = new Set<Lane>();
  private readonly byKey = new Map<string, Set<Lane>>();
  /** As they were when the lane was added. */
  private readonly keysOf = new Map<Lane, readonly string[]>();

  constructor(private readonly kind: NotificationKind) {}

  add(lane: Lane): void {
    const keys = this.kind.index?.keysOfSubscription(lane.subscription);
    if (!keys) return void this.asked.add(lane);
    this.keysOf.set(lane, keys);
    for (const key of keys) {
      const lanes = this.byKey.get(key) ?? new Set();
      this.byKey.set(key, lanes.add(lane));
    }
  }

  remove(lane: Lane): void {
    this.asked.delete(lane);
    for (const key of this.keysOf.get(lane) ?? []) {
      const lanes = this.byKey.get(key);
      lanes?.delete(lane);
      if (lanes?.size === 0) this.byKey.delete(key);
    }
    this.keysOf.delete(lane);
  }

  /** A lane that shares several keys with the event comes several times. */
  *concernedBy(event: LoggedEvent): Iterable<Lane> {
    yield* this.asked;
    if (this.byKey.size === 0 || !this.kind.index) return;
    for (const key of this.kind.index.keysOfEvent(event)) yield* this.byKey.get(key) ?? NO_LANES;
  }
}
