import type { PlanePoint } from '../geography/position.js';
import type { Dice } from '../random/dice.js';

/** More of them come closer to the normal distribution and cost more at each look. */
const WAVES = 32;
const COEFFICIENTS = 3;

/**
 * A value for every place, normally distributed with mean 0 and deviation 1, whose correlation between two places falls
 * exponentially with their distance (TR 38.901, 7.4.4: exp(-distance / correlation distance)). It is a sum of plane waves
 * whose wave numbers are drawn from the spectrum of that correlation, (1 + (kd)²)^(-3/2) in two dimensions.
 */
export class SpatialField {
  /** Per wave: radians per metre east, per metre north, and the phase. */
  private readonly waves = new Float64Array(WAVES * COEFFICIENTS);

  /** @param correlationDistance metres over which the correlation falls to 1/e */
  constructor(dice: Dice, name: string, correlationDistance: number) {
    for (let wave = 0; wave < WAVES; wave++) {
      const [size, direction, phase] = dice.uniforms('field', name, wave) as [number, number, number];
      const waveNumber = Math.sqrt(1 / (1 - size) ** 2 - 1) / correlationDistance;
      const angle = 2 * Math.PI * direction;
      this.waves.set([waveNumber * Math.cos(angle), waveNumber * Math.sin(angle), 2 * Math.PI * phase], wave * COEFFICIENTS);
    }
  }

  at({ east, north }: PlanePoint): number {
    let sum = 0;
    for (let index = 0; index < this.waves.length; index += COEFFICIENTS)
      sum += Math.cos(this.waves[index]! * east + this.waves[index + 1]! * north + this.waves[index + 2]!);
    return sum * Math.sqrt(2 / WAVES);
  }
}
