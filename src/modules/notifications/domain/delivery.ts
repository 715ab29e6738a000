import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Failpoints, failpoints } from '../../common/failpoints/index.js';
import { log } from '../../common/log/index.js';
import { Acknowledgements } from './acknowledgements.js';
import { backoff } from './backoff.js';
import { CallbackClient } from './callback-client.js';
import { DeliveryCounters } from './delivery-counters.js';
import { type Farewell, type Lane, MOST_PENDING, type PendingNotification } from './lane.js';
import { notificationId } from './notification-id.js';

const STEPS = failpoints('notifications', ['before-send', 'after-send']);

/** Milliseconds that subscribers have for their answers when the platform stops. */
const STOP_GRACE_MS = 5000;

/** Does the next piece of work of a lane: sends its first notification, or reads on in the log. */
@Injectable()
export class Delivery {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly client: CallbackClient,
    private readonly eventLog: EventLog,
    private readonly acknowledgements: Acknowledgements,
    private readonly counters: DeliveryCounters,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    private readonly settings: Settings,
  ) {}

  /** `wake` is called when a pause after a failure is over. */
  work(lane: Lane, wake: () => void): Promise<void> {
    lane.sending = true;
    const task = this.step(lane, wake).finally(() => {
      lane.sending = false;
      this.running.delete(task);
    });
    this.running.add(task);
    return task;
  }

  /** Records that an expired subscription has been told so. */
  conclude({ subscription, farewell }: Lane): void {
    if (farewell) this.acknowledgements.note(subscription.subscriptionId, farewell.seq);
  }

  /** Waits a while for what is under way and records it; what a subscriber has not answered by then is sent again after the next start. */
  async stop(): Promise<void> {
    await Promise.race([Promise.all(this.running), pause(STOP_GRACE_MS, undefined, { ref: false })]);
    await this.acknowledgements.flush();
    await this.client.close();
  }

  private async step(lane: Lane, wake: () => void): Promise<void> {
    const resumedAfter = lane.resume();
    if (resumedAfter !== undefined) this.acknowledgements.note(lane.subscription.subscriptionId, resumedAfter);
    if (lane.farewell && this.clock.now() >= lane.farewell.until) this.leaveOut(lane, lane.farewell);
    const first = lane.pending[0];
    if (first) return this.tell(lane, first, wake);
    try {
      await this.readOn(lane);
    } catch (error) {
      log.warn({ err: error, subscriptionId: lane.subscription.subscriptionId }, 'The event log could not be read; trying again.');
      this.retryLater(lane, wake);
    }
  }

  private async readOn(lane: Lane): Promise<void> {
    const page = await this.eventLog.read(lane.readTo, MOST_PENDING);
    const room = page.every((event) => lane.take(event));
    if (room && lane.readTo >= this.eventLog.head) lane.behind = false;
  }

  private async tell(lane: Lane, first: PendingNotification, wake: () => void): Promise<void> {
    const { way } = lane;
    if (way === undefined) return this.awaitConnection(lane, first, wake);
    const notification = { notificationId: notificationId(lane.subscription.subscriptionId, first.seq), body: first.body };
    this.failpoints.reach(STEPS['before-send']);
    const failure = typeof way === 'string' ? await this.client.send(way, notification) : await way.send(notification);
    if (lane.closed) return;
    if (failure === undefined) {
      this.failpoints.reach(STEPS['after-send']);
      this.counters.delivered += 1;
      return this.finish(lane, first);
    }
    this.counters.failedAttempts += 1;
    if (lane.farewell || this.clock.now() >= this.givenUpAt(lane, first)) return this.giveUp(lane, first, failure);
    // A connection that has broken, or another way that has been named meanwhile, is no reason to wait.
    if (lane.way === way) this.retryLater(lane, wake, failure);
  }

  private givenUpAt(lane: Lane, { recordedAt }: PendingNotification): number {
    return lane.farewell?.until ?? recordedAt + this.settings.notifyGiveUpSeconds * 1000;
  }

  /** Nobody is connected: the notification waits as long as one that is repeated. */
  private awaitConnection(lane: Lane, first: PendingNotification, wake: () => void): void {
    const left = this.givenUpAt(lane, first) - this.clock.now();
    if (left <= 0) return this.giveUp(lane, first, 'nobody has opened the websocket');
    this.wakeLater(lane, wake, left);
  }

  private finish(lane: Lane, { seq }: PendingNotification): void {
    lane.pending.shift();
    if (lane.failures > 0) log.info({ subscriptionId: lane.subscription.subscriptionId }, 'The next notification of the subscriber has its turn.');
    lane.failures = 0;
    this.acknowledgements.note(lane.subscription.subscriptionId, seq);
  }

  private giveUp(lane: Lane, first: PendingNotification, failure: string): void {
    const { subscriptionId, callbackReference } = lane.subscription;
    this.counters.givenUp += 1;
    log[lane.farewell ? 'info' : 'error']({ subscriptionId, callbackReference, notificationId: notificationId(subscriptionId, first.seq), failure }, 'A notification is given up.');
    this.finish(lane, first);
    if (lane.farewell) this.leaveOut(lane, lane.farewell);
  }

  /** What an expired subscription could not be told at once is not told any more; the expiry itself is. */
  private leaveOut(lane: Lane, farewell: Farewell): void {
    this.counters.givenUp += lane.skipToFarewell(farewell);
  }

  private retryLater(lane: Lane, wake: () => void, failure?: string): void {
    lane.failures += 1;
    const delay = Math.round(backoff(lane.failures));
    const { subscriptionId, callbackReference } = lane.subscription;
    const level = lane.failures === 1 ? 'warn' : 'debug';
    log[level]({ subscriptionId, callbackReference, failure, nextTryInMs: delay }, 'A subscriber does not take its notification; it is repeated.');
    this.wakeLater(lane, wake, delay);
  }

  private wakeLater(lane: Lane, wake: () => void, delay: number): void {
    lane.cancelRetry = this.clock.after(delay, () => {
      lane.cancelRetry = undefined;
      wake();
    });
  }
}
