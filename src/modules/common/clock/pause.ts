import type { Clock } from './clock.js';

/** Waits by a clock. @param milliseconds at least 0 @throws the signal's reason as soon as it is aborted */
export async function pause(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => {
      signal?.removeEventListener('abort', breakOff);
      resolve();
    });
    const breakOff = () => {
      cancel();
      reject(signal!.reason as Error);
    };
    signal?.addEventListener('abort', breakOff, { once: true });
  });
}
