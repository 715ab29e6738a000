import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { cleanUp } from './clean-up.js';
import { eventually } from './eventually.js';

/** The example in examples/mec-app, in a process of its own; it is killed when the test is over. */
export class MecApp {
  private readonly child: ChildProcess;
  private output = '';

  constructor(environment: Record<string, string>) {
    const { PATH = '' } = process.env;
    this.child = spawn(process.execPath, ['--import', 'tsx', 'examples/mec-app/src/main.ts'], { cwd: PACKAGE_ROOT, env: { PATH, ...environment } });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    cleanUp(async () => {
      this.child.kill('SIGKILL');
      await this.ended;
    });
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Its exit code. */
  readonly ended: Promise<number | null>;

  /** The whole lines that it has written. */
  get lines(): string[] {
    return this.output.split('\n').slice(0, -1);
  }

  /** Waits for a line; answers what the pattern captures. */
  said(pattern: RegExp): Promise<string[]> {
    return eventually(() => {
      const found = this.lines.map((line) => pattern.exec(line)).find((match) => match);
      if (!found) throw new Error(`The application has not said ${pattern}, but:\n${this.output}`);
      return found.slice(1);
    });
  }

  /** Waits until it has said something once more. */
  async saysAgain(line: string): Promise<void> {
    const count = () => this.lines.filter((said) => said === line).length;
    const before = count();
    await eventually(() => expect(count()).toBeGreaterThan(before));
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}

/** Where the application serves, once it is known. */
export const addressOf = async (app: MecApp): Promise<string> => (await app.said(/^serving at (http:\S+),/))[0]!;

/** What the application answers. */
export async function askApp<T>(app: MecApp, path: string, init?: RequestInit): Promise<{ status: number; body: T }> {
  const response = await fetch((await addressOf(app)) + path, init);
  return { status: response.status, body: (await response.json()) as T };
}
