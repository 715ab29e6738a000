import { conflict } from '../../../common/problem/index.js';
import type { CancelMode } from '../types.js';

/** GRACEFUL lets the step under way end, FORCEFUL breaks it off. */
export type Cancellation = 'GRACEFUL' | 'FORCEFUL';

/** The standard calls it FORCED in requests and FORCEFUL in what is shown, and writes the attribute with a capital. */
export function cancellationOf(body: CancelMode): Cancellation {
  const { CancelMode: mode, cancelMode } = body as { CancelMode?: string; cancelMode?: string };
  return (mode ?? cancelMode) === 'GRACEFUL' ? 'GRACEFUL' : 'FORCEFUL';
}

/** What an operation that is being cancelled already becomes by another cancellation. @throws Problem 409 unless it is FORCED after GRACEFUL */
export function nextCancellation(pending: Cancellation | undefined, wanted: Cancellation): Cancellation {
  if (pending === undefined || (pending === 'GRACEFUL' && wanted === 'FORCEFUL')) return wanted;
  throw conflict(`The operation is being cancelled already (${pending}); only FORCED may follow GRACEFUL.`);
}
