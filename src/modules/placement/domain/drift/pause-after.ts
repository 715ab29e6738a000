import { backoff } from '../../../common/errand/index.js';

const LONGEST_MS = 60_000;

/** Milliseconds until the next try. @param tries those until now that count @param isAway the cloud cannot be reached; whoever sees it again wakes the task */
export const pauseAfter = (tries: number, isAway: boolean): number => (isAway ? LONGEST_MS : backoff(Math.max(tries, 1) - 1, { longestMs: LONGEST_MS }));
