import { setImmediate as turn } from 'node:timers/promises';
import type { TestClock } from '../test-clock.js';

const STEP_MS = 500;

/** Lets time pass until something has happened, or has failed. */
export async function settledInTime<T>(clock: TestClock, work: Promise<T>): Promise<T> {
  let settled = false;
  const settling = work.finally(() => (settled = true));
  settling.catch(() => undefined);
  for (; !settled; await turn()) await clock.advance(STEP_MS);
  return settling;
}
