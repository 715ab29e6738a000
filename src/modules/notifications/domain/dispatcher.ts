import { Injectable } from '@nestjs/common';
import { EventLog, type LoggedEvent } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { Delivery } from './delivery.js';
import { Lane } from './lane.js';
import { NotificationKinds } from './notification-kinds.js';
import type { Subscription } from './subscription.js';

/** Lanes that begin to send before requests get a turn again. */
const LANES_AT_A_TIME = 100;

/** Hands every change to the subscriptions that it concerns and keeps each of them busy as long as there is something to tell. */
@Injectable()
export class Dispatcher {
  private readonly lanes = new Map<string, Lane>();
  private readonly lanesByTopic = new Map<string, Set<Lane>>();
  private readonly due = new Set<Lane>();
  private running = false;

  constructor(
    private readonly eventLog: EventLog,
    private readonly kinds: NotificationKinds,
    private readonly delivery: Delivery,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => this.start());
    lifecycle.on('stop', () => this.stop());
  }

  open(subscription: Subscription, position: number): void {
    if (this.lanes.has(subscription.subscriptionId)) return;
    const kind = this.kinds.get(subscription.subscriptionType);
    const lane = new Lane(subscription, kind, position);
    lane.behind = position < this.eventLog.head;
    this.lanes.set(subscription.subscriptionId, lane);
    this.lanesOf(kind.topic.name).add(lane);
    this.pump(lane);
  }

  close(subscriptionId: string): void {
    const lane = this.lanes.get(subscriptionId);
    if (!lane) return;
    lane.closed = true;
    lane.cancelRetry?.();
    this.lanes.delete(subscriptionId);
    this.lanesOf(lane.kind.topic.name).delete(lane);
  }

  /** How far each subscription that waits for nothing has come: to the end of the log. */
  idlePositions(): Map<string, number> {
    const idle = [...this.lanes.values()].filter((lane) => lane.idle);
    return new Map(idle.map((lane) => [lane.subscription.subscriptionId, this.eventLog.head]));
  }

  /** Notifications that wait in memory to be delivered. */
  get pending(): number {
    return [...this.lanes.values()].reduce((sum, lane) => sum + lane.pending.length, 0);
  }

  private lanesOf(topic: string): Set<Lane> {
    const known = this.lanesByTopic.get(topic);
    if (known) return known;
    const lanes = new Set<Lane>();
    this.lanesByTopic.set(topic, lanes);
    this.eventLog.follow({ name: topic }, (event: LoggedEvent) => this.offer(lanes, event));
    return lanes;
  }

  private offer(lanes: Set<Lane>, event: LoggedEvent): void {
    for (const lane of lanes) {
      if (!lane.behind) lane.behind = !lane.take(event);
      if (!lane.idle) this.pumpSoon(lane);
    }
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
    if (!this.running || lane.sending || lane.closed || lane.cancelRetry || lane.idle) return;
    const pump = () => this.pump(lane);
    void this.delivery.work(lane, pump).then(pump);
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
