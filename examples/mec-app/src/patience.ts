import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from './refusal.js';
import { say } from './say.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/** What a platform answers that will work again soon. */
const SERVICE_UNAVAILABLE = 503;

/** Whether nobody has answered, or nobody who could; a TypeError of another kind is a mistake of this program. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof Refusal) return error.status === SERVICE_UNAVAILABLE;
  if (error instanceof DOMException) return error.name === 'TimeoutError';
  return error instanceof TypeError && error.message === 'fetch failed';
}

/** Asks until the platform answers, with growing pauses. @throws whatever else goes wrong, and an AbortError if the application is to end */
export async function untilReachable<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      say(`the platform is not there yet; asking again in ${pauseMs / 1000} s`);
      await pause(pauseMs, undefined, { signal });
    }
  }
}
