import { type Cancel, Clock } from './clock.js';

/** Longest delay of Node's timers. */
const LONGEST = 2 ** 31 - 1;

const NS_PER_MS = 1_000_000n;

/** The clock of the machine. Its timers do not keep the process alive. */
export class SystemClock extends Clock {
  /** Nanoseconds between Node's high-resolution counter, which starts anywhere, and 1970. */
  private offset: bigint | undefined;

  override now(): number {
    return Date.now();
  }

  /** Node tells the wall clock in milliseconds only: the counter tells the rest, and is set anew when the wall clock has been. */
  override nowInNanoseconds(): bigint {
    this.offset ??= offsetAtTick();
    const time = process.hrtime.bigint() + this.offset;
    const drift = time / NS_PER_MS - BigInt(Date.now());
    if (drift >= -1n && drift <= 1n) return time;
    this.offset = offsetAtTick();
    return process.hrtime.bigint() + this.offset;
  }

  override after(delay: number, action: () => void): Cancel {
    const timer = setTimeout(action, Math.min(Math.max(delay, 0), LONGEST));
    timer.unref();
    return () => clearTimeout(timer);
  }
}

/** Waits, a millisecond at most, for the moment at which a millisecond begins. */
function offsetAtTick(): bigint {
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  return BigInt(now) * NS_PER_MS - process.hrtime.bigint();
}
