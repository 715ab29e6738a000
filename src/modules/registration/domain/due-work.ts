import { type Cancel, type Clock } from '../../common/clock/index.js';
import type { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';

/** Milliseconds after which it is tried again what has failed. */
const RETRY_MS = 1000;

/** Work that is done when somebody says that there may be some, and once at the start. What is said meanwhile is not lost. */
export class DueWork {
  private isRunning = false;
  private isDue = true;
  private cancel: Cancel | undefined;
  private doing: Promise<void> | undefined;

  /**
   * @param work does what there is, until `goesOn` says that the platform stops
   * @param complaint what the log says if it fails; it is tried again
   */
  constructor(
    private readonly clock: Clock,
    lifecycle: Lifecycle,
    private readonly work: (goesOn: () => boolean) => Promise<void>,
    private readonly complaint: string,
  ) {
    lifecycle.on('start', () => {
      this.isRunning = true;
      this.wake();
    });
    lifecycle.on('stop', () => {
      this.isRunning = false;
      this.cancel?.();
      return this.doing;
    });
  }

  wake(): void {
    this.isDue = true;
    if (this.isRunning) this.doing ??= this.doWhileDue();
  }

  private async doWhileDue(): Promise<void> {
    while (this.isDue && this.isRunning) {
      this.isDue = false;
      try {
        await this.work(() => this.isRunning);
      } catch (error) {
        log.warn({ err: error }, this.complaint);
        this.cancel?.();
        this.cancel = this.clock.after(RETRY_MS, () => this.wake());
      }
    }
    this.doing = undefined;
  }
}
