import { log } from '../../../common/log/index.js';
import { Problem } from '../../../common/problem/index.js';
import type { NetworkState } from '../network/network-state.js';
import type { RadioEvent, ScheduledEvent } from '../types.js';
import type { ToldEvents } from './told-events.js';

/** What is planned to happen. */
export class Schedule {
  constructor(
    private readonly network: NetworkState,
    private readonly told: ToldEvents,
  ) {}

  begin(schedule: readonly ScheduledEvent[]): void {
    this.network.schedule = [...schedule].sort((one, other) => one.at - other.at);
    this.network.beginning = this.network.now;
    this.network.played = 0;
  }

  /** Lets happen what is due. */
  step(): void {
    const { network } = this;
    for (let next = network.schedule[network.played]; next && network.beginning + next.at * 1000 <= network.now; next = network.schedule[network.played]) {
      network.played += 1;
      this.play(next.event);
    }
  }

  /** An operator may have removed meanwhile what the event names, or a handover may have done before what it tells. */
  private play(event: RadioEvent): void {
    try {
      this.told.check(event);
      this.told.checkTurn(event);
      this.told.apply(structuredClone(event));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.warn({ event, reason: error.detail }, 'An event of the schedule cannot happen.');
    }
  }
}
