import { setTimeout as pause } from 'node:timers/promises';
import { pause as pauseBy, SystemClock } from '../../src/modules/common/clock/index.js';
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

describe('the nanoseconds of the clock of the machine', () => {
  const NS_PER_MS = 1_000_000n;
  const realNow = Date.now.bind(Date);
  afterEach(() => void (Date.now = realNow));

  /** Sets the wall clock forward or back, by milliseconds. */
  const setWallClock = (shift: number) => void (Date.now = () => realNow() + shift);

  function expectNear(clock: SystemClock): bigint {
    const before = Date.now();
    const time = clock.nowInNanoseconds();
    const milliseconds = Number(time / NS_PER_MS);
    expect(milliseconds).toBeGreaterThanOrEqual(before - 1);
    expect(milliseconds).toBeLessThanOrEqual(Date.now() + 1);
    return time;
  }

  it('are within a millisecond of the wall clock', () => {
    const clock = new SystemClock();
    for (let turn = 0; turn < 1000; turn++) expectNear(clock);
  });

  it('are finer than milliseconds and microseconds', async () => {
    const clock = new SystemClock();
    const times: bigint[] = [];
    for (let turn = 0; turn < 50; turn++, await pause(1)) times.push(clock.nowInNanoseconds());
    expect(new Set(times.map((time) => time % NS_PER_MS)).size).toBeGreaterThan(45);
    expect(new Set(times.map((time) => time % 1000n)).size).toBeGreaterThan(20);
  });

  it.each([3_600_000, 5, -5, -3_600_000])('follow the wall clock when it is set by %i ms', (shift) => {
    const clock = new SystemClock();
    const before = expectNear(clock);
    setWallClock(shift);
    const after = expectNear(clock);
    const moved = Number((after - before) / NS_PER_MS);
    expect(moved).toBeGreaterThanOrEqual(shift - 2);
    expect(moved).toBeLessThan(shift + 1000);
    expectNear(clock);
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

describe('a pause', () => {
  it('ends when its time has come on the clock', async () => {
    const clock = new TestClock(0);
    const ended: number[] = [];
    const waiting = pauseBy(clock, 10).then(() => ended.push(clock.now()));
    await clock.advance(9);
    expect(ended).toEqual([]);
    await clock.advance(1);
    await waiting;
    expect(ended).toEqual([10]);
  });

  it('is broken off with the reason of its signal', async () => {
    const clock = new TestClock(0);
    const breaking = new AbortController();
    const waiting = expect(pauseBy(clock, 10, breaking.signal)).rejects.toThrow('the platform ends');
    breaking.abort(new Error('the platform ends'));
    await waiting;
    await expect(pauseBy(clock, 10, breaking.signal)).rejects.toThrow('the platform ends');
  });
});
