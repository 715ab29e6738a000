import type { Clock } from '../../../common/clock/index.js';

/** Microseconds that a step has taken, when it is over. */
export function stopwatch(clock: Clock): () => number {
  const begun = clock.nowInNanoseconds();
  return () => Math.max(0, Number((clock.nowInNanoseconds() - begun) / 1000n));
}
