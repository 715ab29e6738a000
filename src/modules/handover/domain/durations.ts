import type { Clock } from '../../common/clock/index.js';

/** Whole microseconds since a moment, never fewer than none though the clock may be set back. */
export const microsecondsSince = (nanoseconds: bigint, clock: Clock): number => Math.max(0, Number((clock.nowInNanoseconds() - nanoseconds) / 1000n));

/** Microseconds that a step has taken, when it is over. */
export function stopwatch(clock: Clock): () => number {
  const begun = clock.nowInNanoseconds();
  return () => microsecondsSince(begun, clock);
}
