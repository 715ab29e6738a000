import { setImmediate as othersTurn } from 'node:timers/promises';
import { backoff, Errand } from '../../src/modules/common/errand/index.js';
import { Lifecycle } from '../../src/modules/common/lifecycle/index.js';
import { TestClock } from '../support/test-clock.js';

const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await othersTurn();
};

describe('an errand', () => {
  let clock: TestClock;
  let lifecycle: Lifecycle;
  let errand: Errand;
  let times: number;
  let work: (goesOn: () => boolean) => Promise<void>;
  beforeEach(() => {
    [clock, lifecycle, times, work] = [new TestClock(), new Lifecycle(), 0, async () => undefined];
    errand = new Errand(clock, lifecycle, { work: (goesOn) => (times++, work(goesOn)), complaint: 'It could not be done; trying again.' });
  });

  const start = async () => {
    await lifecycle.run('start');
    await settled();
  };

  it('is done at the start and once for all who ask in the middle of a change', async () => {
    errand.ask();
    await settled();
    expect(times).toBe(0);
    await start();
    expect(times).toBe(1);
    for (let ask = 0; ask < 3; ask++) errand.ask();
    expect(times).toBe(1);
    await settled();
    expect(times).toBe(2);
  });

  it('is done once more if somebody asks while it is done, never twice at a time', async () => {
    let end = () => {};
    work = () => new Promise((resolve) => (end = resolve));
    await start();
    errand.ask();
    await settled();
    expect(times).toBe(1);
    end();
    await settled();
    expect(times).toBe(2);
  });

  it('is tried again after a failure, more and more seldom, whoever asks; at once again when it is done', async () => {
    work = () => Promise.reject(new Error('Not now.'));
    await start();
    errand.ask();
    await clock.advance(999);
    expect(times).toBe(1);
    await clock.advance(1);
    await clock.advance(1999);
    expect(times).toBe(2);
    work = async () => undefined;
    await clock.advance(1);
    expect(times).toBe(3);
    work = () => Promise.reject(new Error('Not again.'));
    errand.ask();
    await settled();
    await clock.advance(1000);
    expect(times).toBe(5);
  });

  it('is told of the stop and waited for, and not done after it', async () => {
    let end = () => {};
    let goesOn = (): boolean | undefined => undefined;
    work = (told) => ((goesOn = told), new Promise((resolve) => (end = resolve)));
    await start();
    expect(goesOn()).toBe(true);
    let isStopped = false;
    const stop = lifecycle.run('stop').then(() => (isStopped = true));
    errand.ask();
    await settled();
    expect([isStopped, goesOn()]).toEqual([false, false]);
    end();
    await stop;
    await clock.advance(60_000);
    expect(times).toBe(1);
  });
});

describe('the pause before the next try', () => {
  it('doubles from a second to a minute, or as it is told', () => {
    expect([0, 1, 5, 6, 5000].map((before) => backoff(before))).toEqual([1000, 2000, 32_000, 60_000, 60_000]);
    expect([0, 1, 4, 5].map((before) => backoff(before, { firstMs: 100, longestMs: 2000 }))).toEqual([100, 200, 1600, 2000]);
  });
});
