import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadOutcome, LoadRequest } from './load-generator.js';
import type { LookupRequest } from './lookup-generator.js';
import { MeasuredProcess } from './measured-process.js';
import { ask } from './questions.js';

const scriptOf = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));

/** The process that sends requests. */
export class Load<Request = LoadRequest> {
  private readonly process: MeasuredProcess;

  private constructor(script: string) {
    this.process = MeasuredProcess.start(scriptOf(script));
  }

  static ofRequests(): Load {
    return new Load('load-generator');
  }

  static ofLookups(): Load<LookupRequest> {
    return new Load('lookup-generator');
  }

  /** @throws Error unless all are answered well */
  generate(order: LoadOrder<Request>): Promise<LoadOutcome> {
    return ask(this.process.child, order);
  }

  cpuTime(): Promise<number> {
    return this.process.cpuTime();
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
