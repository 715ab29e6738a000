import { createHash } from 'node:crypto';

/**
 * Random numbers that are a function of the seed and of what they are for. So they do not depend on what was drawn before, two
 * runs with one seed agree, and there is no state to save.
 */
export class Dice {
  constructor(private readonly seed: string) {}

  /** Uniform in [0, 1). */
  uniform(...purpose: readonly (string | number)[]): number {
    const digest = createHash('sha256')
      .update(JSON.stringify([this.seed, ...purpose]))
      .digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  }

  /** Uniform in [least, most). */
  between(least: number, most: number, ...purpose: readonly (string | number)[]): number {
    return least + (most - least) * this.uniform(...purpose);
  }

  /** Exponentially distributed. */
  exponential(mean: number, ...purpose: readonly (string | number)[]): number {
    return -mean * Math.log(1 - this.uniform(...purpose));
  }
}
