import { setTimeout as pause } from 'node:timers/promises';

const MOST_MS = 60_000;
const EVERY_MS = 20;

interface Patience {
  /** Milliseconds after which it is given up. */
  mostMs?: number;
  everyMs?: number;
}

/** Looks again and again until there is something to see. @param what for which it waits, in words @throws Error if it does not come */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>, { mostMs = MOST_MS, everyMs = EVERY_MS }: Patience = {}): Promise<T> {
  for (const deadline = Date.now() + mostMs; ; await pause(everyMs)) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${mostMs / 1000} s.`);
  }
}

/** Looks until it is so. */
export const untilSo = (what: string, isSo: () => boolean | Promise<boolean>, patience?: Patience): Promise<true> => until(what, async () => ((await isSo()) ? true : undefined), patience);
