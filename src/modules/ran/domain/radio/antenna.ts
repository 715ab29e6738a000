import { direction } from '../geography/direction.js';
import type { PlanePoint } from '../geography/position.js';

/** Gain of a sector antenna in dBi, its beam width in degrees, and the most that its back is weaker, in dB (TR 38.901, table 7.3-1). */
const SECTOR_GAIN = 8;
const BEAMWIDTH = 65;
const FRONT_TO_BACK = 30;

/**
 * Gain in dBi towards a point, by the horizontal cut of TR 38.901, table 7.3-1.
 * @param azimuth degrees clockwise from north; absent for an antenna that has 0 dBi all round
 */
export function antennaGain(azimuth: number | undefined, point: PlanePoint): number {
  if (azimuth === undefined) return 0;
  const off = ((direction(point) - azimuth + 540) % 360) - 180;
  return SECTOR_GAIN - Math.min(12 * (off / BEAMWIDTH) ** 2, FRONT_TO_BACK);
}
