const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/** Milliseconds to wait after the given number of failed attempts in a row: doubling, at most a minute, with jitter. */
export function backoff(failures: number, random = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return ceiling / 2 + (ceiling / 2) * random();
}
