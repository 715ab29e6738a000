import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from './eventually.js';
import type { TestClock } from './test-clock.js';

const STEP_MS = 100;
/** Three times the longest pause of anything that is tried again: on a busy machine, platforms have that of their own time before they are given up. */
const ENOUGH_MS = 180_000;
const WORK_MS = 5;

/** Lets time pass, `step` milliseconds before each look, until a check passes. */
export function whilePassing<T>(pass: (milliseconds: number) => Promise<unknown>, check: () => T | Promise<T>, step: number): Promise<T> {
  let passed = 0;
  const look = async () => {
    await pass(step);
    passed += step;
    return check();
  };
  return eventually(look, () => passed >= ENOUGH_MS);
}

/** Lets time pass in small steps until a check passes; work that waits for others than the clock gets its time between them. @param step milliseconds */
export function inTime<T>(clock: TestClock, check: () => T | Promise<T>, step = STEP_MS): Promise<T> {
  const begin = clock.now();
  let next = 0;
  const look = async () => {
    await clock.advance(next);
    next = step;
    return check();
  };
  return eventually(look, () => clock.now() - begin >= ENOUGH_MS);
}

/** Lets time pass until what is seen is as it has to be and stays so, and the same, for so many milliseconds, however late it comes to rest. */
export function atRest<T>(clock: TestClock, see: () => Promise<T>, milliseconds: number): Promise<T> {
  return inTime(clock, async () => {
    const before = await see();
    for (let passed = 0; passed < milliseconds; passed += 1000, await pause(WORK_MS)) await clock.advance(1000);
    expect(await see()).toEqual(before);
    return before;
  }, 1000);
}
