import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { EventLog, type LoggedEvent } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { Delivery } from './delivery.js';
import { Lane } from './lane.js';
import { LaneIndex } from './lane-index.js';
import type { NotificationKind } from './notification-kind.js';
import { NotificationKinds } from './notification-kinds.js';
import type { Subscription } from './subscription.js';
import type { StoredSubscription } from './subscription-repository.js';

/** Lanes that begin to send before requests get a turn again. */
const LANES_AT_A_TIME = 100;

/** Milliseconds after its expiry in which a subscription may still be told what came before. */
const FAREWELL_MS = 10_000;

/** Hands every change to the subscriptions that it concerns and keeps each of them busy as long as there is something to tell (MEC 009, 6.12). */
@Injectable()
export class Dispatcher {
  private readonly lanes = new Map<string, Lane>();
  private readonly indexes = new Map<NotificationKind, LaneIndex>();
  private readonly due = new Set<Lane>();
  private running = false;

  constructor(
    private readonly eventLog: EventLog,
    private readonly kinds: NotificationKinds,
    private readonly delivery: Delivery,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => this.start());
    lifecycle.on('stop', () => this.stop());
  }

  /** Begins to deliver to a subscription from its recorded position on; one that is open stays as it is. */
  open({ subscription, position, beginning, expirySeq, revisions }: StoredSubscription): void {
    if (this.lanes.has(subscription.subscriptionId)) return;
    const lane = new Lane(subscription, this.kinds.get(subscription.subscriptionType), { position, beginning, revisions });
    lane.behind = position < this.eventLog.head;
    this.lanes.set(subscription.subscriptionId, lane);
    if (expirySeq === undefined) this.indexOf(lane.kind).add(lane);
    else lane.farewell = { seq: expirySeq, until: this.clock.now() + FAREWELL_MS };
    this.pump(lane);
  }

  /** The subscription has been replaced by this event. */
  replace(subscription: Subscription, event: LoggedEvent): void {
    const lane = this.lanes.get(subscription.subscriptionId);
    if (!lane) return;
    const index = this.indexOf(lane.kind);
    index.remove(lane);
    lane.replace(subscription, event.seq);
    index.add(lane);
    if (subscription.callbackReference !== undefined) lane.connection?.close('Notifications go to the callback now.');
    this.give(lane, event);
    this.wake(lane);
  }

  /** The subscription has expired with this event: what waits gets a last chance, then it is told so, then never anything again. */
  expire(subscriptionId: string, event: LoggedEvent): void {
    const lane = this.lanes.get(subscriptionId);
    if (!lane) return;
    this.indexOf(lane.kind).remove(lane);
    lane.farewell = { seq: event.seq, until: this.clock.now() + FAREWELL_MS };
    this.give(lane, event);
    this.wake(lane);
  }

  /** Ends delivery for good: what waits is dropped, and a websocket is told. */
  close(subscriptionId: string): void {
    const lane = this.lanes.get(subscriptionId);
    if (!lane) return;
    lane.closed = true;
    lane.cancelRetry?.();
    this.lanes.delete(subscriptionId);
    this.indexOf(lane.kind).remove(lane);
    lane.connection?.close('The subscription is over.');
  }

  /** The lane of a subscription that is open. */
  find(subscriptionId: string): Lane | undefined {
    return this.lanes.get(subscriptionId);
  }

  /** Something has changed for the better: the lane does not wait any longer. */
  wake(lane: Lane): void {
    lane.cancelRetry?.();
    lane.cancelRetry = undefined;
    this.pumpSoon(lane);
  }

  /** How far each subscription that waits for nothing has come: to the end of the log. */
  idlePositions(): Map<string, number> {
    const idle = [...this.lanes.values()].filter((lane) => lane.idle);
    return new Map(idle.map((lane) => [lane.subscription.subscriptionId, this.eventLog.head]));
  }

  /** The log holds nothing before the event of this number any more. */
  forgetRevisionsBefore(seq: number): void {
    for (const lane of this.lanes.values()) lane.forgetRevisionsBefore(seq);
  }

  /** Notifications that wait in memory to be delivered. */
  get pending(): number {
    return [...this.lanes.values()].reduce((sum, lane) => sum + lane.pending.length, 0);
  }

  private indexOf(kind: NotificationKind): LaneIndex {
    const known = this.indexes.get(kind);
    if (known) return known;
    const index = new LaneIndex(kind);
    this.indexes.set(kind, index);
    const offer = (event: LoggedEvent) => {
      for (const lane of index.concernedBy(event)) this.give(lane, event);
    };
    for (const topic of kind.topics) this.eventLog.follow(topic, offer);
    return index;
  }

  private give(lane: Lane, event: LoggedEvent): void {
    if (!lane.behind) lane.behind = !lane.take(event);
    if (!lane.idle) this.pumpSoon(lane);
  }

  /** Not now: whoever caused the change is still waiting for the answer. */
  private pumpSoon(lane: Lane): void {
    this.due.add(lane);
    if (this.due.size === 1) setImmediate(() => this.pumpDue());
  }

  private pumpDue(): void {
    const lanes = [...this.due].slice(0, LANES_AT_A_TIME);
    for (const lane of lanes) {
      this.due.delete(lane);
      this.pump(lane);
    }
    if (this.due.size > 0) setImmediate(() => this.pumpDue());
  }

  private pump(lane: Lane): void {
    if (!this.running || lane.sending || lane.closed || lane.cancelRetry) return;
    if (lane.over) return this.conclude(lane);
    if (lane.idle && lane.resumeAfter === undefined) return;
    const pump = () => this.pump(lane);
    void this.delivery.work(lane, pump).then(pump);
  }

  private conclude(lane: Lane): void {
    this.delivery.conclude(lane);
    this.close(lane.subscription.subscriptionId);
  }

  private start(): void {
    this.running = true;
    for (const lane of this.lanes.values()) this.pump(lane);
  }

  private async stop(): Promise<void> {
    this.running = false;
    for (const lane of this.lanes.values()) lane.cancelRetry?.();
    await this.delivery.stop();
  }
}
