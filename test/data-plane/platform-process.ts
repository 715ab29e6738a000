import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverProgram } from '../support/process-build.js';

const PORT = 8080;
export const DNS_PORT = 5300;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** The whole platform as its users start it, on a host of a test network; its database outlives the process. */
export class PlatformProcess {
  private readonly folder = mkdtempSync(join(tmpdir(), 'openmep-data-plane-'));
  private child: ChildProcess | undefined;
  private output = '';

  /** @param onHost words before a command that let it run on the host */
  constructor(private readonly onHost: string[]) {}

  /** Resolves when the platform takes requests. @throws Error with what it has said, if it ends instead */
  async start(environment: Record<string, string> = {}): Promise<void> {
    const [file, ...prefix] = this.onHost;
    const settings = { HOST: '0.0.0.0', PORT: `${PORT}`, DATABASE_URL: `sqlite:${this.folder}/openmep.sqlite`, MEC_DATA_PLANE: 'nftables', MEC_DNS_PORT: `${DNS_PORT}` };
    const assignments = Object.entries({ PATH: process.env['PATH'], ...settings, ...environment }).map(([name, value]) => `${name}=${value}`);
    this.output = '';
    const child = spawn(file!, [...prefix, 'env', '-i', ...assignments, process.execPath, serverProgram()], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    const ended = once(child, 'close').then(() => Promise.reject(new Error(`The platform has ended (${child.exitCode ?? child.signalCode}): ${this.output}`)));
    ended.catch(() => undefined);
    const serving = new Promise<void>((resolve) => {
      const take = (text: string) => {
        this.output += text;
        if (this.output.includes('OpenMEP serves at')) resolve();
      };
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take);
    });
    await Promise.race([serving, ended]);
  }

  /** SIGKILL is death without warning, SIGTERM the usual end. Resolves when the process has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  }

  /** Resolves when the process has ended by itself. */
  async died(): Promise<void> {
    if (this.child?.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
  }

  /** @throws Error if there is no answer */
  call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Answer {
    const sent = Object.entries({ ...(body !== undefined && { 'content-type': 'application/json' }), ...headers });
    const options = ['-s', '-S', '-i', '-m', '30', '-X', method, ...sent.flatMap(([name, value]) => ['-H', `${name}: ${value}`])];
    if (body !== undefined) options.push('-d', JSON.stringify(body));
    const [file, ...prefix] = this.onHost;
    const { status, stdout, stderr } = spawnSync(file!, [...prefix, 'curl', ...options, `http://127.0.0.1:${PORT}${path}`], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${method} ${path}: ${stderr}`);
    const [head, text = ''] = stdout.split('\r\n\r\n');
    const [statusLine, ...lines] = head!.split('\r\n');
    const pairs = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]);
    return {
      status: Number(statusLine!.split(' ')[1]),
      headers: Object.fromEntries(pairs) as Record<string, string>,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
