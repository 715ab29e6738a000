/** Milliseconds between two looks where a UE is, while nothing depends on it at once. */
export const LOOK_EVERY_MS = 5000;

/** Milliseconds before the next try: twice as long each time. @param tries those before, from 0 */
export const backoff = (first: number, tries: number, longest: number): number => Math.min(first * 2 ** Math.min(tries, 30), longest);
