import type { Clock } from '../../../common/clock/index.js';
import { log } from '../../../common/log/index.js';

/** Milliseconds that the network may be behind the platform's clock. */
const MOST_BEHIND = 10_000;

/** How much time has to pass in the network while it passes on the platform. */
export class Pace {
  private since: number;
  /** Milliseconds of the platform, and of the network, that have passed. */
  private elapsed = 0;
  private paid = 0;

  /** @param speed seconds of the network for each second of the platform */
  constructor(
    private readonly clock: Clock,
    private readonly speed: number,
  ) {
    this.since = clock.now();
  }

  /**
   * Milliseconds of the network that are due. The platform's clock may be set: time that goes back counts as none, and what is more than
   * ten seconds behind will not come to pass, since the machine has slept, its clock was set, or it is too slow for this speed.
   */
  owed(): number {
    const now = this.clock.now();
    this.elapsed += Math.max(0, now - this.since);
    this.since = now;
    if (this.due > MOST_BEHIND * this.speed) {
      log.warn({ behindSeconds: Math.round(this.due / this.speed / 1000) }, 'The radio network is behind the clock of the platform and goes on from where it is.');
      this.elapsed = 0;
      this.paid = 0;
    }
    return this.due;
  }

  /** So much has passed. */
  pay(milliseconds: number): void {
    this.paid += milliseconds;
  }

  /** Milliseconds of the platform until so much of the network is due. */
  until(milliseconds: number): number {
    return (milliseconds - this.due) / this.speed;
  }

  /** Worked out anew each time, so that roundings do not add up. */
  private get due(): number {
    return this.elapsed * this.speed - this.paid;
  }
}
