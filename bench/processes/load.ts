import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadOutcome } from './load-generator.js';
import { MeasuredProcess } from './measured-process.js';
import { ask } from './questions.js';

const SCRIPT = fileURLToPath(new URL('load-generator.ts', import.meta.url));

/** The process that sends requests. */
export class Load {
  private readonly process = MeasuredProcess.start(SCRIPT);

  /** @throws Error unless every answer is a 2xx */
  generate(order: LoadOrder): Promise<LoadOutcome> {
    return ask(this.process.child, order);
  }

  cpuTime(): Promise<number> {
    return this.process.cpuTime();
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
