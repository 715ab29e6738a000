import { type Cancel, Clock } from './clock.js';

/** Longest delay of Node's timers. */
const LONGEST = 2 ** 31 - 1;

/** The clock of the machine. Its timers do not keep the process alive. */
export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }

  override after(delay: number, action: () => void): Cancel {
    const timer = setTimeout(action, Math.min(Math.max(delay, 0), LONGEST));
    timer.unref();
    return () => clearTimeout(timer);
  }
}
