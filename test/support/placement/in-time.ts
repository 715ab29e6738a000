import { setTimeout as pause } from 'node:timers/promises';
import type { TestClock } from '../test-clock.js';

const STEP_MS = 100;
const GIVE_UP_MS = 20_000;

/** Lets time pass in small steps until a check passes; work that waits for others than the clock gets its time between them. @param step milliseconds */
export async function inTime<T>(clock: TestClock, check: () => T | Promise<T>, step = STEP_MS): Promise<T> {
  for (const end = Date.now() + GIVE_UP_MS; ; await clock.advance(step)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await pause(2);
  }
}
