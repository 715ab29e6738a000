interface Pauses {
  firstMs?: number;
  longestMs?: number;
}

/** Milliseconds between a try that has failed and the next: twice as long each time. @param before tries that have failed in a row before it, from 0 */
export const backoff = (before: number, { firstMs = 1000, longestMs = 60_000 }: Pauses = {}): number => Math.min(firstMs * 2 ** Math.min(before, 30), longestMs);
