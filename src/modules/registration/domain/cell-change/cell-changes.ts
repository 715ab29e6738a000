import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Errand } from '../../../common/errand/index.js';
import { EventLog, type LoggedEvent } from '../../../common/events/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { type LastingEvent, RAN_EVENT } from '../../../ran/index.js';
import { CellChangeCursor } from '../ports/cell-change-cursor.js';
import { type CellChange, cellChangeIn } from './cell-change.js';
import { MobilityRegistrations } from './mobility-registrations.js';

interface LoggedChange {
  seq: number;
  change: CellChange;
}

/** Follows the radio network: each change of the gNB is looked at once, in order, also those that an earlier process has left. */
@Injectable()
export class CellChanges {
  private readonly pending: LoggedChange[] = [];
  private present: LoggedChange | undefined;
  private readonly errand: Errand;

  constructor(
    private readonly registrations: MobilityRegistrations,
    private readonly cursor: CellChangeCursor,
    private readonly eventLog: EventLog,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    this.errand = new Errand(clock, lifecycle, { work: (goesOn) => this.work(goesOn), complaint: 'A change of a cell could not be looked at; trying again.' });
    eventLog.follow(RAN_EVENT, (event) => this.hear(event));
    lifecycle.on('load', () => this.readOn());
  }

  /** Number of the last event that concerns no network that comes now. */
  get examined(): number {
    const [next] = this.pending;
    return next ? next.seq - 1 : this.eventLog.head;
  }

  private hear({ seq, payload }: LoggedEvent<LastingEvent>): void {
    const change = cellChangeIn(payload);
    if (!change) return;
    this.pending.push({ seq, change });
    this.errand.ask();
  }

  /** What was logged up to now and not looked at. */
  private async readOn(): Promise<void> {
    const { head } = this.eventLog;
    let after = (await this.cursor.read()) ?? head;
    while (after < head) {
      const page = await this.eventLog.read(after);
      for (const event of page) if (event.topic === RAN_EVENT.name && event.seq <= head) this.hear(event as LoggedEvent<LastingEvent>);
      after = page.at(-1)?.seq ?? head;
    }
  }

  private async work(goesOn: () => boolean): Promise<void> {
    for (let next = this.next(); next && goesOn(); next = this.next()) {
      await this.registrations.begin(next.seq, next.change);
      this.present = undefined;
    }
  }

  /** The one that has failed first. */
  private next(): LoggedChange | undefined {
    return (this.present ??= this.pending.shift());
  }
}
