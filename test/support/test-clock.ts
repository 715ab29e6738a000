import { setImmediate } from 'node:timers/promises';
import { type Cancel, Clock } from '../../src/modules/common/clock/index.js';

interface Timer {
  at: number;
  action: () => void;
}

/** A clock that stands still until a test moves it. */
export class TestClock extends Clock {
  private readonly timers = new Set<Timer>();

  constructor(private time = Date.parse('2026-11-21T12:00:00.123Z')) {
    super();
  }

  override now(): number {
    return this.time;
  }

  /** With microseconds and nanoseconds that are not nought. */
  override nowInNanoseconds(): bigint {
    return BigInt(this.time) * 1_000_000n + 456_789n;
  }

  override after(delay: number, action: () => void): Cancel {
    const timer = { at: this.time + Math.max(delay, 0), action };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Lets so many milliseconds pass; timers that fall into them go off in order, with time to settle after each. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.action();
      for (let turn = 0; turn < 20; turn++) await setImmediate();
    }
    this.time = end;
  }

  /** Is set to another time, as the clock of a machine can be: whoever waits goes on waiting as long as before. */
  jump(milliseconds: number): void {
    this.time += milliseconds;
    for (const timer of this.timers) timer.at += milliseconds;
  }

  private nextUntil(end: number): Timer | undefined {
    return [...this.timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }
}
