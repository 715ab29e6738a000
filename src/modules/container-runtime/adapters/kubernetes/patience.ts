import { type Clock, pause } from '../../../common/clock/index.js';
import { RuntimeUnavailable } from '../../domain/runtime-errors.js';

const EVERY_MS = 500;

/**
 * Looks again and again until it is so.
 * @throws RuntimeUnavailable if it is not so after `limitMs`, the reason of the signal, and what the look throws
 */
export async function waitUntil(clock: Clock, what: string, limitMs: number, look: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
  for (const end = clock.now() + limitMs; !(await look()); await pause(clock, EVERY_MS, signal)) {
    signal?.throwIfAborted();
    if (clock.now() >= end) throw new RuntimeUnavailable(`the cluster has not ${what} within ${limitMs / 1000} s`);
  }
}
