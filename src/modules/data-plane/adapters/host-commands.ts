import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandHelper } from './command-helper.js';

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
  ) {
    super(`${program}: ${reason}`);
  }
}

/** Runs programs of the host. */
export class HostCommands {
  private readonly helper = new CommandHelper();

  /** @param prefix words before every command, such as `ip netns exec name` */
  constructor(private readonly prefix: readonly string[] = []) {}

  /**
   * Runs a program, at most so many milliseconds, and answers its standard output.
   * @throws CommandFailed; if it took too long, what it has done is not known
   */
  async run(program: string, args: readonly string[], timeout: number): Promise<string> {
    const [file, ...rest] = [...this.prefix, program, ...args];
    const options = { timeout, killSignal: 'SIGKILL', maxBuffer: MOST_OUTPUT_BYTES } as const;
    const { stdout, stderr, failure } = await this.helper.run({ file: file!, args: rest, options });
    if (!failure) return stdout;
    const late = failure.killed ? `it took longer than ${timeout} ms` : failure.message;
    throw new CommandFailed(program, stderr.trim().replace(/\s*\n\s*/g, ' ') || late, failure.code === 'ENOENT');
  }

  /**
   * As `run`, with the name of a file that has this content as last argument: standard input is a socket here, which nft cannot open.
   * @throws CommandFailed
   */
  async runOnFile(program: string, args: readonly string[], content: string, timeout: number): Promise<string> {
    const file = join(tmpdir(), `openmep-${randomUUID()}`);
    try {
      await writeFile(file, content, { flag: 'wx', mode: 0o600 }).catch((error: Error) => {
        throw new CommandFailed(program, error.message, false);
      });
      return await this.run(program, [...args, file], timeout);
    } finally {
      await rm(file, { force: true });
    }
  }
}
