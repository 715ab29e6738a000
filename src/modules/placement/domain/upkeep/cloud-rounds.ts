import type { Cancel, Clock } from '../../../common/clock/index.js';
import { log } from '../../../common/log/index.js';

/** Milliseconds between the end of one look and the beginning of the next. */
const EVERY_MS = 10_000;

/** Looks at one cloud again and again, so that one that does not answer delays no other. */
export class CloudRounds {
  private readonly end = new AbortController();
  private cancel: Cancel | undefined;
  private looking = Promise.resolve();

  /** The first look comes at once. @param look throws the signal's reason as soon as that is aborted */
  constructor(
    private readonly clock: Clock,
    private readonly look: (signal: AbortSignal) => Promise<void>,
  ) {
    this.schedule(0);
  }

  /** Resolves when the look that is under way has been broken off. */
  stop(): Promise<void> {
    this.cancel?.();
    this.end.abort(new Error('The cloud is not looked at any more.'));
    return this.looking;
  }

  private schedule(delay: number): void {
    if (!this.end.signal.aborted) this.cancel = this.clock.after(delay, () => void (this.looking = this.lookOnce()));
  }

  private async lookOnce(): Promise<void> {
    try {
      await this.look(this.end.signal);
    } catch (error) {
      if (!this.end.signal.aborted) log.warn({ err: error }, 'What was seen of a cloud could not be recorded; it is looked at again.');
    }
    this.schedule(EVERY_MS);
  }
}
