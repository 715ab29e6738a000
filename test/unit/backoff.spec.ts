import fc from 'fast-check';
import { backoff } from '../../src/modules/notifications/domain/backoff.js';

const failures = fc.integer({ min: 1, max: 5000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the pause after failures', () => {
  it('lies between half its ceiling and its ceiling, which is never beyond a minute', () => {
    fc.assert(
      fc.property(failures, random, (count, chance) => {
        const ceiling = Math.min(60_000, 500 * 2 ** (count - 1));
        const pause = backoff(count, () => chance);
        expect(pause).toBeGreaterThanOrEqual(ceiling / 2);
        expect(pause).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  it('never shrinks with more failures, all else being equal', () => {
    fc.assert(fc.property(failures, random, (count, chance) => expect(backoff(count + 1, () => chance)).toBeGreaterThanOrEqual(backoff(count, () => chance))));
  });

  it('doubles until it has reached a minute', () => {
    expect([1, 2, 3, 7, 8, 9].map((count) => backoff(count, () => 0))).toEqual([250, 500, 1000, 16_000, 30_000, 30_000]);
  });

  it('differs from one to the next, so that subscribers are not all called at once', () => {
    expect(new Set(Array.from({ length: 20 }, () => backoff(8))).size).toBeGreaterThan(1);
  });
});
