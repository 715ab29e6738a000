import { Cancelled, PlatformStops } from '../failures.js';
import type { Cancellation } from './cancellation.js';

/** An operation that is being carried out by this process. */
export class Run {
  private readonly controller = new AbortController();
  private isWorking = false;

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether the platform stops, so that nothing is to be recorded of it. */
  get isSuspended(): boolean {
    return this.signal.reason instanceof PlatformStops;
  }

  /** Does what a graceful cancellation lets end. */
  async working<T>(work: () => Promise<T>): Promise<T> {
    this.isWorking = true;
    try {
      return await work();
    } finally {
      this.isWorking = false;
    }
  }

  /** Who waits, for somebody outside or for a place, has no work under way that could end. */
  cancel(cancellation: Cancellation): void {
    if (cancellation === 'FORCEFUL' || !this.isWorking) this.controller.abort(new Cancelled());
  }

  suspend(): void {
    this.controller.abort(new PlatformStops());
  }
}
