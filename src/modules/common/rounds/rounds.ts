import type { Cancel, Clock } from '../clock/index.js';
import type { Lifecycle } from '../lifecycle/index.js';
import { log } from '../log/index.js';

interface Rounds {
  /** Milliseconds between the end of one round and the beginning of the next. */
  everyMs: number;
  work: () => Promise<void>;
  /** What the log says if a round fails; the next one tries again. */
  complaint: string;
}

/** Does something again and again while the platform runs. */
export function startRounds(clock: Clock, lifecycle: Lifecycle, { everyMs, work, complaint }: Rounds): void {
  let running = false;
  let cancel: Cancel | undefined;
  let round = Promise.resolve();
  const schedule = (): void => {
    if (!running) return;
    cancel = clock.after(everyMs, () => {
      round = work()
        .catch((error: unknown) => log.warn({ err: error }, complaint))
        .then(schedule);
    });
  };
  lifecycle.on('start', () => {
    running = true;
    schedule();
  });
  lifecycle.on('stop', () => {
    running = false;
    cancel?.();
    return round;
  });
}
