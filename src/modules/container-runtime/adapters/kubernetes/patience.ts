import type { Clock } from '../../../common/clock/index.js';
import { RuntimeUnavailable } from '../../domain/runtime-errors.js';

const EVERY_MS = 500;

function pause(clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(EVERY_MS, resolve);
    signal?.addEventListener('abort', () => (cancel(), reject(signal.reason as Error)), { once: true });
  });
}

/**
 * Looks again and again until it is so.
 * @throws RuntimeUnavailable if it is not so after `limitMs`, the reason of the signal, and what the look throws
 */
export async function waitUntil(clock: Clock, what: string, limitMs: number, look: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
  for (const end = clock.now() + limitMs; !(await look()); await pause(clock, signal)) {
    signal?.throwIfAborted();
    if (clock.now() >= end) throw new RuntimeUnavailable(`the cluster has not ${what} within ${limitMs / 1000} s`);
  }
}
