import { percentile } from '../measurement/statistics.js';
import type { Scale } from './scale.js';

/** What comes out for a policy, the warm-up left out. */
export interface Figures {
  /** To another first cloud. */
  moves: number;
  /** Share of the moves that found the copy READY. */
  hitRate: number;
  /** Copies that there are, over all users; the mean over time. */
  copiesPerUser: number;
  /** Copies that a user has references to; the mean over time. */
  heldPerUser: number;
  startsPerUserAndHour: number;
  /** Seconds from a miss until the switch; undefined without any. */
  waits?: { p50: number; p99: number };
  /** Misses of users who moved on before the switch. */
  movedOn: number;
  decisions: number;
}

/** Counts while a simulation runs. */
export class Tally {
  counting = false;
  moves = 0;
  hits = 0;
  starts = 0;
  movedOn = 0;
  decisions = 0;
  private readonly waits: number[] = [];
  private readonly samples = { number: 0, copies: 0, references: 0 };

  count(what: 'moves' | 'hits' | 'starts' | 'movedOn'): void {
    if (this.counting) this[what] += 1;
  }

  waited(seconds: number): void {
    if (this.counting) this.waits.push(seconds);
  }

  sample(copies: number, references: number): void {
    if (!this.counting) return;
    this.samples.number += 1;
    this.samples.copies += copies;
    this.samples.references += references;
  }

  figures({ users, seconds, warmUp }: Scale): Figures {
    const { moves, hits, starts, movedOn, decisions, waits } = this;
    const { number, copies, references } = this.samples;
    return {
      moves,
      hitRate: hits / moves,
      copiesPerUser: copies / number / users,
      heldPerUser: references / number / users,
      startsPerUserAndHour: (starts / users / (seconds - warmUp)) * 3600,
      ...(waits.length > 0 && { waits: { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) } }),
      movedOn,
      decisions,
    };
  }
}
