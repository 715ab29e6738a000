import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** A program that was started ahead and does what it reads, so that it takes no start of a process any more. */
export class StandBy {
  private readonly child: ChildProcessByStdio<Writable, null, Readable>;
  private readonly ended: Promise<void>;

  constructor(private readonly command: string[]) {
    this.child = spawn(command[0]!, command.slice(1), { stdio: ['pipe', 'ignore', 'pipe'] });
    this.ended = this.end();
  }

  /** Tells it what to do. Resolves when the program has ended. @throws Error with what it complains about */
  finish(line: string): Promise<void> {
    this.child.stdin.end(`${line}\n`);
    return this.ended;
  }

  private async end(): Promise<void> {
    const [complaint, [code]] = await Promise.all([text(this.child.stderr), once(this.child, 'close') as Promise<[number | null]>]);
    if (code !== 0) throw new Error(`${this.command.join(' ')}: ${complaint}`);
  }
}
