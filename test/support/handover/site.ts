import { request } from 'undici';
import { cleanUp } from '../clean-up.js';
import { freePort } from '../../../bench/processes/free-port.js';
import { newDatabase, ServerProcess } from '../process.js';
import { serverProgram } from '../process-build.js';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Reply {
  status: number;
  body: unknown;
}

/** A platform in a process of its own, which dies and comes back at the same addresses, on the same database. */
export class Site {
  private readonly formerErrors: string[] = [];
  private process: ServerProcess | undefined;
  private crashAt: string | undefined;

  private constructor(
    readonly port: number,
    private readonly environment: Record<string, string>,
  ) {}

  static async at(environment: Record<string, string>): Promise<Site> {
    const site = new Site(await freePort(), { ...environment, DATABASE_URL: await newDatabase(), NODE_ENV: 'test' });
    cleanUp(() => site.kill());
    return site;
  }

  get running(): boolean {
    return this.process?.running ?? false;
  }

  /** Lines of all its processes that report errors. */
  get errorLog(): string[] {
    return [...this.formerErrors, ...(this.process?.errorLog ?? [])];
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** @param crashAt the failpoint at which it dies; it may lie before it serves */
  async start(crashAt?: string): Promise<void> {
    await this.kill();
    this.crashAt = crashAt;
    this.process = new ServerProcess(this.port, { ...this.environment, ...(crashAt !== undefined && { MEC_CRASH_AT: crashAt }) }, [process.execPath, serverProgram()]);
    if ((await this.process.ready()) || crashAt !== undefined) return;
    const { stdout, stderr } = await this.process.ended;
    throw new Error(`A platform ended at its start:\n${stdout}\n${stderr}`);
  }

  /** It runs, and dies at the failpoint, or at none. */
  async beArmed(crashAt: string | undefined): Promise<void> {
    if (!this.running || this.crashAt !== crashAt) await this.start(crashAt);
  }

  async kill(): Promise<void> {
    if (!this.process) return;
    await this.process.kill();
    this.formerErrors.push(...this.process.errorLog);
    this.process = undefined;
  }

  /** @throws Error if it does not answer, or with a status from 400, other than 404 */
  async send(method: Method, path: string, content?: unknown): Promise<Reply> {
    const { statusCode, body } = await request(`${this.url}${path}`, {
      method,
      headers: { connection: 'close', ...(content !== undefined && { 'content-type': 'application/json' }) },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
    const text = await body.text();
    if (statusCode >= 400 && statusCode !== 404) throw new Error(`${method} ${path} is answered ${statusCode}: ${text}`);
    return { status: statusCode, body: text ? (JSON.parse(text) as unknown) : undefined };
  }
}
