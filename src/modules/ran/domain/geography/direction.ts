import type { PlanePoint } from './position.js';

/** Degrees clockwise from north, 0..360, from the origin to a point. */
export function direction({ east, north }: PlanePoint): number {
  const degrees = (Math.atan2(east, north) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}
