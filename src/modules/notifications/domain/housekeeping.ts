import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { UnitOfWork } from '../../common/unit-of-work/index.js';
import { Dispatcher } from './dispatcher.js';
import { SubscriptionRepository } from './subscription-repository.js';

const EVERY_MS = 60_000;

/** Events stay at least so long, for other processes that follow the log and for subscribers that go back in it. */
const KEEP_MS = 10 * 60_000;

/** Moves the cursors of idle subscriptions, removes the events that every subscription is done with, and what only these needed. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly repository: SubscriptionRepository,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.tidy(), complaint: 'The event log could not be tidied; trying again in a minute.' });
  }

  private async tidy(): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await this.repository.advance(transaction, this.dispatcher.idlePositions());
      const upTo = (await this.repository.furthestBehind(transaction)) ?? this.eventLog.head;
      await this.eventLog.trim(transaction, upTo, this.clock.now() - KEEP_MS);
    });
    const [oldest] = await this.eventLog.read(0, 1);
    if (!oldest) return;
    await this.unitOfWork.run((transaction) => this.repository.forgetRevisionsBefore(transaction, oldest.seq));
    this.dispatcher.forgetRevisionsBefore(oldest.seq);
  }
}
