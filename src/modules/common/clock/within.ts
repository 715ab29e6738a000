import type { Clock } from './clock.js';

interface Limit {
  milliseconds: number;
  /** What the signal is aborted with when they have passed. */
  complaint: string;
}

/** Does what a signal can break off, and breaks it off if it takes too long. */
export async function within<T>(clock: Clock, { milliseconds, complaint }: Limit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const cancel = clock.after(milliseconds, () => late.abort(new Error(complaint)));
  try {
    return await work(late.signal);
  } finally {
    cancel();
  }
}
