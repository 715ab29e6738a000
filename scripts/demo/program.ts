import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { until } from './until.js';

const PATIENCE_MS = 10_000;

export interface ProgramOptions {
  /** Arguments of Node: the script, and what is before and after it. */
  words: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** Where everything goes that it writes. */
  logFile: string;
  /** Is told each line of its output as it comes. */
  onLine?: (line: string) => void;
}

/** What a process is given of the environment of this one: no settings of a platform, which might be of another one. */
const inherited = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(MEC_|APP_|NODE_OPTIONS$|DATABASE_URL$|HOST$|PORT$|SQLITE_)/.test(name)));

/** Node with a script, in a process of its own. */
export class Program {
  /** What it has written to its output, line by line. */
  readonly lines: string[] = [];
  readonly logFile: string;
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  constructor({ words, environment, logFile, onLine }: ProgramOptions) {
    this.logFile = logFile;
    // Detached: Ctrl-C is for the demonstration, which ends its programs in good order.
    this.child = spawn(process.execPath, words, { cwd: PACKAGE_ROOT, env: { ...inherited(), ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.closed = once(this.child, 'close');
    this.child.stderr!.on('data', (data: Buffer) => appendFileSync(logFile, data));
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      appendFileSync(logFile, `${line}\n`);
      this.lines.push(line);
      onLine?.(line);
    });
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Its exit code as soon as it has ended; null if a signal has ended it. */
  async end(): Promise<number | null> {
    await this.closed;
    return this.child.exitCode;
  }

  /** Waits for a line of its output. @param from index of the first line that counts @throws Error if it ends before */
  line(pattern: RegExp, from = 0): Promise<RegExpExecArray> {
    return until(`The line ${pattern.source} comes (${this.logFile})`, () => {
      const found = this.lines.slice(from).map((line) => pattern.exec(line)).find((match) => match !== null);
      if (!found && this.ended) throw new Error(`A program has ended before it wrote ${pattern.source}: ${this.logFile}`);
      return found ?? undefined;
    });
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends it in good order, and by force if it takes longer than ten seconds. */
  async stop(): Promise<void> {
    if (this.ended) return;
    this.signal('SIGTERM');
    await Promise.race([this.closed, pause(PATIENCE_MS, undefined, { ref: false })]);
    if (!this.ended) this.signal('SIGKILL');
    await this.closed;
  }
}
