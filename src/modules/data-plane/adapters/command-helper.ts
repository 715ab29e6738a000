import { type ChildProcess, spawn } from 'node:child_process';

/** How a program ended, as execFile tells it. */
export interface Outcome {
  stdout: string;
  stderr: string;
  /** Absent if all went well. */
  failure?: { message: string; code?: string | number; killed: boolean };
}

interface Order {
  file: string;
  args: readonly string[];
  options: { timeout: number; killSignal: NodeJS.Signals; maxBuffer: number };
}

/** It outlives signals to the whole process group, since the platform finishes what runs, and ends with the platform, however that ends. */
const SCRIPT = `
const { execFile } = require('node:child_process');
process.on('message', ({ id, file, args, options }) => {
  execFile(file, args, options, (error, stdout, stderr) => {
    const failure = error && { message: error.message, code: error.code, killed: Boolean(error.killed) };
    process.send({ id, stdout, stderr, ...(failure && { failure }) });
  });
});
process.on('disconnect', () => process.exit());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
`;

const HAS_ENDED = 'the process that runs programs has ended';

/**
 * A small process that runs programs. Node forks to run one, which copies the page tables: a platform of 200 MB stands still for 5 ms each time, a
 * small process for less than 1 ms, and that is not the platform.
 */
export class CommandHelper {
  private process: ChildProcess | undefined;
  private readonly waiting = new Map<number, (outcome: Outcome) => void>();
  private last = 0;

  run(order: Order): Promise<Outcome> {
    return new Promise((resolve) => {
      const id = ++this.last;
      this.waiting.set(id, resolve);
      this.process ??= this.start();
      this.process.channel?.ref();
      const child = this.process;
      // What cannot be written to it tells that it is gone, earlier than its exit does.
      child.send({ id, ...order }, (error) => {
        if (error) this.isGone(child, HAS_ENDED);
      });
    });
  }

  private start(): ChildProcess {
    const child = spawn(process.execPath, ['-e', SCRIPT], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' });
    child.unref();
    child.on('message', ({ id, ...outcome }: Outcome & { id: number }) => this.settle(id, outcome));
    child.once('error', ({ message }) => this.isGone(child, message));
    child.once('exit', () => this.isGone(child, HAS_ENDED));
    return child;
  }

  private settle(id: number, outcome: Outcome): void {
    this.waiting.get(id)?.(outcome);
    this.waiting.delete(id);
    // Only who waits for an answer keeps the platform from ending.
    if (this.waiting.size === 0) this.process?.channel?.unref();
  }

  /** What it was running may have been done or not; the next program gets a new one. */
  private isGone(child: ChildProcess, message: string): void {
    if (this.process !== child) return;
    this.process = undefined;
    for (const id of [...this.waiting.keys()]) this.settle(id, { stdout: '', stderr: '', failure: { message, killed: false } });
  }
}
