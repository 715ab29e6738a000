import { setTimeout as pause } from 'node:timers/promises';
import { SystemClock } from '../../src/modules/common/clock/index.js';
import { TestClock } from '../support/test-clock.js';

describe('the clock of the machine', () => {
  it('tells the time of the machine', () => {
    const before = Date.now();
    const now = new SystemClock().now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('calls once, and not at all after a cancellation', async () => {
    const clock = new SystemClock();
    const called: string[] = [];
    const cancel = clock.after(0, () => called.push('cancelled'));
    cancel();
    cancel();
    await new Promise<void>((resolve) => {
      clock.after(-5, () => called.push('negative'));
      clock.after(1, resolve);
    });
    await pause(5);
    expect(called).toEqual(['negative']);
  });

  it('waits long instead of not at all when a delay is beyond what timers hold', async () => {
    const called: string[] = [];
    const cancel = new SystemClock().after(2 ** 31, () => called.push('too soon'));
    await pause(5);
    cancel();
    expect(called).toEqual([]);
  });
});

describe('the clock of the tests', () => {
  it('stands still until it is moved, and calls in the order of time', async () => {
    const clock = new TestClock(1000);
    const called: [string, number][] = [];
    const note = (name: string) => () => called.push([name, clock.now()]);
    clock.after(20, note('later'));
    clock.after(10, () => {
      note('sooner')();
      clock.after(5, note('in between'));
    });
    const cancel = clock.after(15, note('cancelled'));
    cancel();
    await clock.advance(9);
    expect([called, clock.now()]).toEqual([[], 1009]);
    await clock.advance(100);
    expect([called, clock.now()]).toEqual([[['sooner', 1010], ['in between', 1015], ['later', 1020]], 1109]);
  });
});
