import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Counts what has been checked, and says each that does not hold. */
export class Tally {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  constructor(private readonly file?: string) {}

  /** One that is written to a file for .ci/run; until it is, there is none of an earlier run. */
  static into(file: string): Tally {
    rmSync(file, { force: true });
    return new Tally(file);
  }

  check(name: string, faults: readonly string[]): boolean {
    if (faults.length === 0) {
      this.passed++;
      return true;
    }
    this.failed++;
    console.log(`FAILED: ${name}\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    return false;
  }

  skip(name: string, count: number, reason: string): void {
    this.skipped += count;
    console.log(`SKIPPED: ${name} (${count}): ${reason}`);
  }

  get holds(): boolean {
    return this.failed === 0;
  }

  write(): void {
    if (this.file === undefined) return;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, `${this.passed} ${this.failed} ${this.skipped}\n`);
  }

  toString(): string {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
  }
}
