import { randomInt } from 'node:crypto';

/** Random numbers that can be had again: mulberry32. */
export class Random {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed;
  }

  /** From 0, below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0, below `bound`. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

/** The seed that TEST_SEED names, else another one each time; printed, so that a failure can be had again. */
export function printedSeed(what: string): number {
  const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));
  process.stdout.write(`${what} on ${globalThis.DATABASE}: TEST_SEED=${seed}\n`);
  return seed;
}
