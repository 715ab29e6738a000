import { backoff as ceilingAfter } from '../../common/errand/index.js';

/** Milliseconds to wait after the given number of failed attempts in a row: doubling, at most a minute, with jitter. */
export function backoff(failures: number, random = Math.random): number {
  const ceiling = ceilingAfter(failures - 1, { firstMs: 500 });
  return ceiling / 2 + (ceiling / 2) * random();
}
