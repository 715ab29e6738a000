import { fileURLToPath } from 'node:url';
import { MeasuredProcess } from '../processes/measured-process.js';
import { ask } from '../processes/questions.js';
import type { BareTask } from './handlers.js';

const SCRIPT = fileURLToPath(new URL('server.ts', import.meta.url));

/** A server that does the least that gives the platform's answer. */
export class BareServer {
  private constructor(
    readonly process: MeasuredProcess,
    readonly url: string,
  ) {}

  static async start(task: BareTask): Promise<BareServer> {
    const process = MeasuredProcess.start(SCRIPT);
    const port = await ask<number>(process.child, task);
    return new BareServer(process, `http://127.0.0.1:${port}`);
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
