import { Cancelled, PlatformStops } from '../failures.js';
import type { Step } from '../steps/step.js';
import type { Cancellation } from './cancellation.js';

/** An operation that is being carried out by this process. */
export class Run {
  private readonly controller = new AbortController();
  private cancellation: Cancellation | undefined;
  private step: Step | undefined;

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether the platform stops, so that nothing is to be recorded of it. */
  get isSuspended(): boolean {
    return this.signal.reason instanceof PlatformStops;
  }

  enter(step: Step): void {
    this.step = step;
    this.breakOffIfWanted();
  }

  cancel(cancellation: Cancellation): void {
    this.cancellation = cancellation;
    this.breakOffIfWanted();
  }

  suspend(): void {
    this.controller.abort(new PlatformStops());
  }

  /** Who merely waits has no work under way that could end. */
  private breakOffIfWanted(): void {
    if (this.cancellation === 'FORCEFUL' || (this.cancellation === 'GRACEFUL' && this.step?.isWaiting)) this.controller.abort(new Cancelled());
  }
}
