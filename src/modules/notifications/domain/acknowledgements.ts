import { Injectable } from '@nestjs/common';
import { type Cancel, Clock } from '../../common/clock/index.js';
import { Failpoints, failpoints } from '../../common/failpoints/index.js';
import { log } from '../../common/log/index.js';
import { Turns } from '../../common/turns/index.js';
import { UnitOfWork } from '../../common/unit-of-work/index.js';
import { SubscriptionRepository } from './subscription-repository.js';

const STEPS = failpoints('notifications', ['before-acknowledge', 'after-acknowledge']);

/** Milliseconds that acknowledgements are collected before they are written. */
const COLLECT_MS = 50;

/** Writes how far each subscription has been told, many at once. What a crash loses here is delivered again. */
@Injectable()
export class Acknowledgements {
  private waiting = new Map<string, number>();
  private readonly turns = new Turns();
  private cancelTimer: Cancel | undefined;

  constructor(
    private readonly repository: SubscriptionRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  note(subscriptionId: string, position: number): void {
    this.waiting.set(subscriptionId, position);
    this.cancelTimer ??= this.clock.after(COLLECT_MS, () => void this.flush());
  }

  /** Writes what has been noted. */
  flush(): Promise<void> {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    return this.turns.take(() => this.write());
  }

  private async write(): Promise<void> {
    if (this.waiting.size === 0) return;
    const positions = this.waiting;
    this.waiting = new Map();
    this.failpoints.reach(STEPS['before-acknowledge']);
    try {
      await this.unitOfWork.run((transaction) => this.repository.advance(transaction, positions));
    } catch (error) {
      log.warn({ err: error }, 'Acknowledged notifications could not be recorded; trying again.');
      for (const [id, position] of positions) this.note(id, Math.max(position, this.waiting.get(id) ?? 0));
      return;
    }
    this.failpoints.reach(STEPS['after-acknowledge']);
  }
}
