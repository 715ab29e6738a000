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
import { type Lane, MOST_PENDING, type PendingNotification } from './lane.js';

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

  /** Waits a while for what is under way and records it; what a subscriber has not answered by then is sent again after the next start. */
  async stop(): Promise<void> {
    await Promise.race([Promise.all(this.running), pause(STOP_GRACE_MS, undefined, { ref: false })]);
    await this.acknowledgements.flush();
    await this.client.close();
  }

  private async step(lane: Lane, wake: () => void): Promise<void> {
    const first = lane.pending[0];
    if (first) return this.send(lane, first, wake);
    try {
      await this.readOn(lane);
    } catch (error) {
      log.warn({ err: error, subscriptionId: lane.subscription.subscriptionId }, 'The event log could not be read; trying again.');
      this.pause(lane, wake);
    }
  }

  private async readOn(lane: Lane): Promise<void> {
    const page = await this.eventLog.read(lane.readTo, MOST_PENDING);
    const room = page.every((event) => lane.take(event));
    if (room && lane.readTo >= this.eventLog.head) lane.behind = false;
  }

  private async send(lane: Lane, { seq, recordedAt, body }: PendingNotification, wake: () => void): Promise<void> {
    const { subscriptionId, callbackReference } = lane.subscription;
    this.failpoints.reach(STEPS['before-send']);
    const failure = await this.client.send({ notificationId: `${subscriptionId}-${seq}`, url: callbackReference, body });
    if (lane.closed) return;
    if (failure === undefined) {
      this.failpoints.reach(STEPS['after-send']);
      this.counters.delivered += 1;
      this.finish(lane, seq);
      return;
    }
    this.counters.failedAttempts += 1;
    if (this.clock.now() - recordedAt < this.settings.notifyGiveUpSeconds * 1000) return this.pause(lane, wake, failure);
    this.counters.givenUp += 1;
    log.error({ subscriptionId, callbackReference, notificationId: `${subscriptionId}-${seq}`, failure }, 'A notification is given up.');
    this.finish(lane, seq);
  }

  private finish(lane: Lane, seq: number): void {
    lane.pending.shift();
    if (lane.failures > 0) log.info({ subscriptionId: lane.subscription.subscriptionId }, 'The next notification of the subscriber has its turn.');
    lane.failures = 0;
    this.acknowledgements.note(lane.subscription.subscriptionId, seq);
  }

  private pause(lane: Lane, wake: () => void, failure?: string): void {
    lane.failures += 1;
    const delay = Math.round(backoff(lane.failures));
    const { subscriptionId, callbackReference } = lane.subscription;
    const level = lane.failures === 1 ? 'warn' : 'debug';
    log[level]({ subscriptionId, callbackReference, failure, nextTryInMs: delay }, 'A subscriber does not take its notification; it is repeated.');
    lane.cancelRetry = this.clock.after(delay, () => {
      lane.cancelRetry = undefined;
      wake();
    });
  }
}
