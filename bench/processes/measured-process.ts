import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { sum } from '../measurement/statistics.js';
import { ask, CPU_QUESTION } from './questions.js';

const HAS_PROC = existsSync('/proc/self/stat');
const PROC_TICK_MS = 10;
const PATIENCE_MS = 15_000;

const reporter = `process.on('message', ({ number, content }) => {
  if (content === '${CPU_QUESTION}') process.send({ number, content: process.cpuUsage() });
})`;
/** Arguments of Node that let a process answer the question for its CPU time; those that answer questions anyway do without. */
export const CPU_REPORTER = HAS_PROC ? [] : ['--import', `data:text/javascript,${encodeURIComponent(reporter)}`];

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

interface Options {
  nodeArguments?: string[];
  environment?: NodeJS.ProcessEnv;
}

/** A process of its own whose CPU time can be read. */
export class MeasuredProcess {
  private constructor(readonly child: ChildProcess) {
    running.add(child);
    child.once('exit', () => running.delete(child));
  }

  static start(script: string, { nodeArguments = process.execArgv, environment = process.env }: Options = {}): MeasuredProcess {
    return new MeasuredProcess(fork(script, [], { execArgv: nodeArguments, env: environment }));
  }

  /** Node in a network namespace of its own, which ends with it. */
  static inNetworkNamespace(script: string): MeasuredProcess {
    return MeasuredProcess.inNetworkOf(['unshare', '--net'], script);
  }

  /** Node in a network that the words before a command lead to. */
  static inNetworkOf([program, ...words]: string[], script: string): MeasuredProcess {
    const command = [...words, process.execPath, ...process.execArgv, script];
    return new MeasuredProcess(spawn(program!, command, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
  }

  /** A program other than Node, whose CPU time is read from /proc. */
  static run(program: string, programArguments: string[]): MeasuredProcess {
    return new MeasuredProcess(spawn(program, programArguments, { stdio: 'ignore' }));
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** CPU time in milliseconds, user and system, of all threads since the process began, and of its children that have ended. */
  async cpuTime(): Promise<number> {
    if (HAS_PROC) return procTime(this.child.pid!);
    const { user, system } = await ask<NodeJS.CpuUsage>(this.child, CPU_QUESTION);
    return (user + system) / 1000;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const late = new AbortController();
    await Promise.race([exit, setTimeout(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    if (!this.ended) this.child.kill('SIGKILL');
    await exit;
  }
}

/** Fields 14 to 17 of /proc/<pid>/stat; the command in field 2 may hold spaces. */
function procTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fromThird = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return sum(fromThird.slice(11, 15).map(Number)) * PROC_TICK_MS;
}
