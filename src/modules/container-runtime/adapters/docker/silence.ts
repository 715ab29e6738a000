import { RuntimeUnavailable } from '../../domain/runtime-errors.js';

/** Milliseconds without a sign of life after which an engine is given up that works on what may take long. */
export const LONGEST_SILENCE_MS = 600_000;

/** Watches over work that takes as long as it takes. */
export class Silence {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limitMs: number) {
    this.broken();
  }

  /** Aborted when it has lasted too long; the reason is RuntimeUnavailable. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** There is a sign of life. */
  readonly broken = (): void => {
    this.end();
    this.timer = setTimeout(() => this.controller.abort(new RuntimeUnavailable(`the Docker engine has been silent for ${this.limitMs / 1000} s`)), this.limitMs);
  };

  end(): void {
    clearTimeout(this.timer);
  }
}
