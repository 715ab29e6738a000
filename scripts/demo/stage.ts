import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../bench/processes/free-port.js';
import { builtServer } from './built-server.js';
import { Program, type ProgramOptions } from './program.js';
import { statusOf } from './rest.js';
import { untilSo } from './until.js';

/** A platform server, as users start it. */
export interface RunningPlatform {
  url: string;
  program: Program;
  /** Milliseconds from its start until it served. */
  readyAfter: number;
}

/** Whatever a demonstration starts and writes: the processes, and the one folder in which their data and logs are. */
export class Stage {
  private readonly server = builtServer();
  readonly folder = mkdtempSync(join(tmpdir(), 'openmep-demo-'));
  readonly logs = join(this.folder, 'logs');
  private readonly programs: Program[] = [];
  private readonly breaking = new AbortController();
  private isOver = false;

  constructor() {
    mkdirSync(this.logs);
  }

  /** Aborts if a platform ends before the demonstration is over; its reason says which. */
  get broken(): AbortSignal {
    return this.breaking.signal;
  }

  /** Starts Node with a script. @param name also of its log */
  program(name: string, options: Omit<ProgramOptions, 'logFile'>): Program {
    if (this.isOver) throw new Error('The demonstration is over.');
    const program = new Program({ ...options, logFile: join(this.logs, `${name}.log`) });
    this.programs.push(program);
    return program;
  }

  /** Starts a platform with data of its own, and waits until it serves. */
  async platform(name: string, settings: Readonly<Record<string, string>>): Promise<RunningPlatform> {
    const startedAt = Date.now();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const own = { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: `sqlite:${join(this.folder, `${name}.sqlite`)}`, MEC_DATA_DIR: join(this.folder, name) };
    const program = this.program(name, { words: [this.server], environment: { ...own, MEC_PLATFORM_NAME: name, MEC_LOG_FORMAT: 'json', ...settings } });
    void program.end().then((code) => {
      if (!this.isOver) this.breaking.abort(new Error(`The platform ${name} has ended (${code ?? 'by a signal'}): ${program.logFile}`));
    });
    await untilSo(`The platform ${name} serves`, async () => {
      if (program.ended) throw new Error(`The platform ${name} has ended before it served: ${program.logFile}`);
      return (await statusOf(`${url}/health/ready`).catch(() => 0)) === 200;
    });
    return { url, program, readyAfter: Date.now() - startedAt };
  }

  /** Ends all processes and removes the folder. @returns how many processes still ran */
  async clear({ keepLogs = false } = {}): Promise<number> {
    this.isOver = true;
    const running = this.programs.filter(({ ended }) => !ended);
    await Promise.all(running.map((program) => program.stop()));
    this.removeFolder(keepLogs);
    return running.length;
  }

  /** The same at once, when there is no time for good order. */
  abandon(): void {
    this.isOver = true;
    for (const program of this.programs) if (!program.ended) program.signal('SIGKILL');
    this.removeFolder(true);
  }

  private removeFolder(keepLogs: boolean): void {
    if (!existsSync(this.folder)) return;
    const gone = keepLogs ? readdirSync(this.folder).map((name) => join(this.folder, name)).filter((path) => path !== this.logs) : [this.folder];
    for (const path of gone) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}
