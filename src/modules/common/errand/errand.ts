import type { Cancel, Clock } from '../clock/index.js';
import type { Lifecycle } from '../lifecycle/index.js';
import { log } from '../log/index.js';
import { backoff } from './pauses.js';

interface Task {
  /** Does what there is to do, until `goesOn` says that the platform stops; what it leaves then, or when it throws, it does the next time. */
  work: (goesOn: () => boolean) => Promise<void>;
  /** What the log says if it throws; it is tried again. */
  complaint: string;
}

/** Work that begins with the phase `start`, is done again whenever somebody asks, one after the other, and ends with the platform. */
export class Errand {
  private isRunning = false;
  private isAsked = false;
  private failures = 0;
  private pause: Cancel | undefined;
  private round: Promise<void> | undefined;

  constructor(
    private readonly clock: Clock,
    lifecycle: Lifecycle,
    private readonly task: Task,
  ) {
    lifecycle.on('start', () => {
      this.isRunning = true;
      this.ask();
    });
    lifecycle.on('stop', () => {
      this.isRunning = false;
      this.pause?.();
      return this.round;
    });
  }

  /** It is done in a turn of its own. After a failure it waits until it is tried again. */
  ask(): void {
    this.isAsked = true;
    if (this.isRunning && !this.pause) this.round ??= this.go().finally(() => this.end());
  }

  private async go(): Promise<void> {
    // Who asks is in the middle of a change.
    await new Promise(setImmediate);
    while (this.isAsked && this.isRunning && !this.pause) {
      this.isAsked = false;
      await this.once();
    }
  }

  /** Somebody may have asked just now. */
  private end(): void {
    this.round = undefined;
    if (this.isAsked) this.ask();
  }

  private async once(): Promise<void> {
    try {
      await this.task.work(() => this.isRunning);
      this.failures = 0;
    } catch (error) {
      if (!this.isRunning) return;
      log.warn({ err: error }, this.task.complaint);
      this.pause = this.clock.after(backoff(this.failures++), () => {
        this.pause = undefined;
        this.ask();
      });
    }
  }
}
