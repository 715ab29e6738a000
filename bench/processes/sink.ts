import { fileURLToPath } from 'node:url';
import type { Collected, SinkQuestion } from './callback-sink.js';
import { MeasuredProcess } from './measured-process.js';
import { ask } from './questions.js';

const SCRIPT = fileURLToPath(new URL('callback-sink.ts', import.meta.url));

/** Takes the notifications of many subscribers, told apart by their paths. */
export class Sink {
  private constructor(
    private readonly process: MeasuredProcess,
    readonly origin: string,
  ) {}

  static async start(): Promise<Sink> {
    const process = MeasuredProcess.start(SCRIPT);
    const port = await ask<number>(process.child, { kind: 'listen' } satisfies SinkQuestion);
    return new Sink(process, `http://127.0.0.1:${port}`);
  }

  /** Waits until so many have arrived since the last time, and a little longer to see whether there are more. */
  collect(count: number): Promise<Collected> {
    return ask(this.process.child, { kind: 'collect', count } satisfies SinkQuestion);
  }

  /** The last body that each path was sent. */
  bodies(): Promise<Record<string, string>> {
    return ask(this.process.child, { kind: 'bodies' } satisfies SinkQuestion);
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
