import { atRest, inTime } from '../support/in-time.js';
import { TestClock } from '../support/test-clock.js';

const realNow = Date.now.bind(Date);

/** A machine so busy that it takes so long for each look at its clock. */
function beBusy(milliseconds: number): void {
  let looks = 0;
  Date.now = () => realNow() + looks++ * milliseconds;
}

describe('time that passes in a test', () => {
  afterEach(() => void (Date.now = realNow));

  it('is as long on a busy machine as on another', async () => {
    const clock = new TestClock();
    const due = clock.now() + 60_000;
    beBusy(5000);
    await inTime(clock, () => expect(clock.now()).toBeGreaterThanOrEqual(due), 5000);
  });

  it('is not endless', async () => {
    beBusy(5000);
    await expect(inTime(new TestClock(), () => Promise.reject(new Error('It is not so.')), 5000)).rejects.toThrow('It is not so.');
  });

  it('ends when all has come to rest, however late', async () => {
    const clock = new TestClock();
    let changes = 0;
    const change = () => clock.after(++changes * 7000, () => void (changes < 6 && change()));
    change();
    beBusy(5000);
    expect(await atRest(clock, async () => changes, 60_000)).toBe(6);
  });

  it('is given up if nothing ever comes to rest', async () => {
    const clock = new TestClock();
    let changes = 0;
    const change = () => clock.after(50_000, () => void (changes++, change()));
    change();
    beBusy(5000);
    await expect(atRest(clock, async () => changes, 60_000)).rejects.toThrow();
  });
});
