import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { stopwatch } from '../durations.js';
import { Rni, type UeContext } from '../ports/rni.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';

/** Milliseconds between two tries, and their number. */
export const CONTEXT_EVERY_MS = 1000;
const CONTEXT_TRIES = 3;

/** Where a UE is: at ours, not there, or nobody says, for the moment or after all tries. */
type Seen = { where: 'here'; context: UeContext } | { where: 'elsewhere' | 'again' | 'unknown' };

/** Reads the context of a UE whose handover has begun. */
@Injectable()
export class ContextStep {
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly handovers: Handovers,
    private readonly rni: Rni,
    private readonly clock: Clock,
  ) {}

  async read({ handoverId, ue }: Handover): Promise<Seen> {
    const duration = stopwatch(this.clock);
    try {
      const context = await this.rni.context(ue!.associateId);
      this.failures.delete(handoverId);
      this.note(handoverId, duration(), context ? 'DONE' : 'FAILED', context ? undefined : 'None of our base stations serves the UE.');
      return context ? { where: 'here', context } : { where: 'elsewhere' };
    } catch (error) {
      const failures = (this.failures.get(handoverId) ?? 0) + 1;
      this.failures.set(handoverId, failures);
      const isLast = failures >= CONTEXT_TRIES;
      if (isLast) this.failures.delete(handoverId);
      this.note(handoverId, duration(), isLast ? 'FAILED' : 'RETRY', (error as Error).message);
      return { where: isLast ? 'unknown' : 'again' };
    }
  }

  private note(handoverId: string, duration: number, outcome: 'DONE' | 'FAILED' | 'RETRY', detail?: string): void {
    this.handovers.note(handoverId, { step: 'CONTEXT', outcome, duration, detail });
  }
}
