import { execFile } from 'node:child_process';

/** A listing of all connections of a busy host. */
const MOST_OUTPUT_BYTES = 512 * 1024 * 1024;

/** A program of the host that could not be run, or that said no. */
export class CommandFailed extends Error {
  constructor(
    readonly program: string,
    /** What it wrote to standard error, in one line; else why it ended. */
    readonly reason: string,
    /** There is no such program. */
    readonly missing: boolean,
    /** It was ended because it took too long; what it has done is not known. */
    readonly timedOut: boolean,
  ) {
    super(`${program}: ${reason}`);
  }
}

/** Runs programs of the host. */
export class HostCommands {
  /** @param prefix words before every command, such as `ip netns exec name` */
  constructor(private readonly prefix: readonly string[] = []) {}

  /**
   * Runs a program with arguments and input, at most so many milliseconds, and answers its standard output.
   * @throws CommandFailed
   */
  run(program: string, args: readonly string[], timeoutMs: number, input = ''): Promise<string> {
    const [file, ...rest] = [...this.prefix, program, ...args];
    return new Promise((resolve, reject) => {
      const child = execFile(file!, rest, { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: MOST_OUTPUT_BYTES }, (error, stdout, stderr) => {
        if (!error) return resolve(stdout);
        const reason = stderr.trim().replace(/\s*\n\s*/g, ' ') || error.message;
        reject(new CommandFailed(program, reason, error.code === 'ENOENT', error.killed === true));
      });
      // A program that ends early closes its input; how it ended is told above.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
  }
}
