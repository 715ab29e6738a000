import { hash } from 'node:crypto';

/** What a number is drawn for; another purpose gives another number. */
type Purpose = readonly (string | number)[];

const OCTETS_PER_NUMBER = 6;
const NUMBERS_PER_DIGEST = 5;

/**
 * Random numbers that are a function of the seed and of what they are for. So they do not depend on what was drawn before, two
 * runs with one seed agree, and there is no state to save.
 */
export class Dice {
  constructor(private readonly seed: string) {}

  /** Five numbers, uniform in [0, 1). */
  uniforms(...purpose: Purpose): number[] {
    const digest = hash('sha256', JSON.stringify([this.seed, ...purpose]), 'buffer');
    return Array.from({ length: NUMBERS_PER_DIGEST }, (_unused, index) => digest.readUIntBE(index * OCTETS_PER_NUMBER, OCTETS_PER_NUMBER) / 2 ** (8 * OCTETS_PER_NUMBER));
  }

  /** Uniform in [least, most). */
  between(least: number, most: number, ...purpose: Purpose): number {
    return least + (most - least) * this.uniforms(...purpose)[0]!;
  }
}
