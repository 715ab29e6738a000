import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { Dispatcher } from './dispatcher.js';
import { SUBSCRIPTION_CHANGED } from './subscription.js';
import { SubscriptionRepository } from './subscription-repository.js';

const EVERY_MS = 500;

/**
 * Ends subscriptions at their deadlines (MEC 009, 6.12). One that has expired is no resource any more; its row stays until it has been
 * told what it could be told at once and then its expiry, so that it learns of it whatever happens to the platform meanwhile.
 */
@Injectable()
export class Expiry {
  constructor(
    private readonly repository: SubscriptionRepository,
    private readonly dispatcher: Dispatcher,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => this.endOverdue());
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.round(), complaint: 'Expired subscriptions could not be ended; trying again.' });
  }

  private async round(): Promise<void> {
    await this.endOverdue();
    await this.removeTold();
  }

  private async endOverdue(): Promise<void> {
    for (const subscriptionId of await this.repository.overdue(this.clock.now()))
      await this.unitOfWork.run((transaction) => this.end(transaction, subscriptionId));
  }

  private async end(transaction: Transaction, subscriptionId: string): Promise<void> {
    const subscription = await this.repository.lock(transaction, subscriptionId);
    // It may have been replaced or removed meanwhile.
    if (subscription?.expiresAt === undefined || subscription.expiresAt > this.clock.now()) return;
    const seq = await this.eventLog.append(transaction, SUBSCRIPTION_CHANGED, { change: 'EXPIRED', subscription });
    await this.repository.expire(transaction, subscriptionId, seq);
  }

  private async removeTold(): Promise<void> {
    const told = await this.repository.told();
    if (told.length === 0) return;
    await this.unitOfWork.run(async (transaction) => {
      for (const subscriptionId of told) await this.repository.remove(transaction, subscriptionId);
    });
    for (const subscriptionId of told) this.dispatcher.close(subscriptionId);
  }
}
