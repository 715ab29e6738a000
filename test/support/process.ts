import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { stringify } from 'yaml';
import { freePort } from '../../bench/processes/free-port.js';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { cleanUp } from './clean-up.js';
import { dataFolderOf } from './data-folder.js';
import { createEmptyDatabase } from './database.js';
import { serverProgram } from './process-build.js';

const START_TIMEOUT_MS = 60_000;
const PORT_TRIES = 3;

/** The same across restarts, though the port is another each time. */
const API_ROOT = 'http://mep.test:8080';

type Environment = Record<string, string>;
type Command = [file: string, ...words: string[]];

export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A server in a process of its own, which a test may kill. It is reached at `port`, wherever the environment lets it listen. */
export class ServerProcess {
  readonly ended: Promise<ProcessEnd>;
  private readonly child: ChildProcess;
  private stdout = '';
  private stderr = '';

  constructor(readonly port: number, environment: Environment, [file, ...words]: Command) {
    const { PATH = '' } = process.env;
    const files = environment['DATABASE_URL'] === undefined ? {} : { MEC_DATA_DIR: dataFolderOf(environment['DATABASE_URL']) };
    const env = { PATH, PORT: String(port), MEC_API_ROOT: API_ROOT, ...files, ...environment };
    this.child = spawn(file, words, { cwd: PACKAGE_ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code: code as ProcessEnd['code'], signal: signal as ProcessEnd['signal'], stdout: this.stdout, stderr: this.stderr }));
  }

  get pid(): number {
    return this.child.pid!;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The lines of the log so far that report errors. */
  get errorLog(): string[] {
    return this.stdout.split('\n').filter((line) => /^\{"level":(50|60),/.test(line));
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  kill(name: NodeJS.Signals = 'SIGKILL'): Promise<ProcessEnd> {
    this.signal(name);
    return this.ended;
  }

  /** Waits until the server serves; false if the process ends before. */
  async ready(): Promise<boolean> {
    for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await pause(50)) {
      if (!this.running) return false;
      if (await this.answersReady()) return true;
    }
    throw new Error(`The server is not ready:\n${this.stdout}\n${this.stderr}`);
  }

  private async answersReady(): Promise<boolean> {
    try {
      const { statusCode, body } = await request(`${this.origin}/health/ready`, { headers: { connection: 'close' } });
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }
}

/** Starts a server without waiting for it. Nothing of this process's environment reaches it. */
export async function launchProcess(environment: Environment, port?: number, program = serverProgram()): Promise<ServerProcess> {
  const launched = new ServerProcess(port ?? (await freePort()), environment, [process.execPath, program]);
  cleanUp(async () => void (await launched.kill()));
  return launched;
}

/** Starts a server and waits until it serves. A port that somebody else takes meanwhile is replaced by another. */
export async function startProcess({ environment = {}, program = serverProgram() }: { environment?: Environment; program?: string } = {}): Promise<ServerProcess> {
  for (let left = PORT_TRIES - 1; ; left--) {
    const launched = await launchProcess(environment, undefined, program);
    if (await launched.ready()) return launched;
    const { stdout, stderr } = await launched.ended;
    if (left === 0 || !/in use/.test(stderr)) throw new Error(`The server ended at its start:\n${stdout}\n${stderr}`);
  }
}

/** Runs a server that is expected to refuse its start. */
export async function runToEnd(environment: Environment, port?: number): Promise<ProcessEnd> {
  const launched = await launchProcess(environment, port);
  const tooLong = setTimeout(() => launched.signal('SIGKILL'), START_TIMEOUT_MS);
  return launched.ended.finally(() => clearTimeout(tooLong));
}

/** DATABASE_URL of an empty database that is removed when it is used no longer. */
export async function newDatabase(): Promise<string> {
  const database = await createEmptyDatabase();
  cleanUp(() => database.remove());
  cleanUp(() => rmSync(dataFolderOf(database.url), { recursive: true, force: true }));
  return database.url;
}

/** A folder that is removed when it is used no longer. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openmep-process-'));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The application that the tests act as. */
export const APP_INSTANCE_ID = '5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f';

export interface SeedApplication {
  appInstanceId: string;
  appName: string;
  [section: string]: unknown;
}

/** Writes a file for MEC_SEED_FILE; without sections it holds nothing but the application for tests. */
export function seedFile(sections: Record<string, unknown> = {}): string {
  const application: SeedApplication = { appInstanceId: APP_INSTANCE_ID, appName: 'fault-tests', ...sections };
  return writeYaml({ applications: [application] });
}

export function writeYaml(content: unknown): string {
  const file = join(temporaryFolder(), `${randomUUID()}.yaml`);
  writeFileSync(file, stringify(content));
  return file;
}
