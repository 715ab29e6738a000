import { type ExecFileException, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PACKAGE_ROOT } from '../../src/config/index.js';

const MOST_OUTPUT = 2 ** 26;
const TOLD = 4000;

/** Runs programs with these additions to the environment. Answers what they write to standard output, without the last line end. */
export class Shell {
  constructor(private readonly environment: Readonly<Record<string, string>> = {}) {}

  /** @throws Error with the end of what it has said, if it fails */
  async run(file: string, ...words: string[]): Promise<string> {
    const options = { cwd: PACKAGE_ROOT, env: { ...process.env, ...this.environment }, maxBuffer: MOST_OUTPUT };
    try {
      return (await promisify(execFile)(file, words, options)).stdout.trimEnd();
    } catch (error) {
      const { stdout, stderr } = error as ExecFileException;
      throw new Error(`${file} ${words.join(' ')}\n${stdout?.slice(-TOLD) ?? ''}\n${stderr?.slice(-TOLD) ?? ''}`, { cause: error });
    }
  }

  docker(...words: string[]): Promise<string> {
    return this.run('docker', ...words);
  }
}
