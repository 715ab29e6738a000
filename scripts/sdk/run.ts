import { spawn, spawnSync } from 'node:child_process';

export interface Outcome {
  /** Exit code 0. */
  ok: boolean;
  /** What it has written to both, in its order. */
  output: string;
}

export interface RunOptions {
  environment?: Record<string, string>;
  /** It is ended after this time; 15 minutes if absent. */
  mostMs?: number;
}

const MOST_MS = 900_000;

/** Runs a command to its end. */
export function run(command: string, args: readonly string[], folder: string, { environment, mostMs = MOST_MS }: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'], timeout: mostMs });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ ok: code === 0, output: signal === null ? output : `${output}\nEnded by ${signal}, after at most ${mostMs / 1000} s.\n` }));
  });
}

/** Whether a command of the shell ends with 0. */
export const succeeds = (command: string): boolean => spawnSync('sh', ['-c', command], { stdio: 'ignore' }).status === 0;
