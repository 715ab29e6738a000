import type { Direction } from '../traffic/traffic-kind.js';
import { fromDecibel } from './decibel.js';

/** The truncated Shannon bound of TR 36.942, A.1 and A.2: the share of the bound that is reached, and where it starts and ends. */
const LINK = {
  dl: { share: 0.6, leastSinr: -10, most: 4.4 },
  ul: { share: 0.4, leastSinr: -10, most: 2 },
} as const;

/** Bit per second and Hz at a signal to interference and noise ratio in dB; 0 where the link does not work. */
export function spectralEfficiency(direction: Direction, sinr: number): number {
  const { share, leastSinr, most } = LINK[direction];
  return sinr < leastSinr ? 0 : Math.min(most, share * Math.log2(1 + fromDecibel(sinr)));
}
