import type { Position } from '../types.js';

/** A place as seen from the origin of a LocalPlane. */
export interface PlanePoint {
  /** Metres to the east. */
  east: number;
  /** Metres to the north. */
  north: number;
}

/** Metres from the origin. */
export const distanceTo = ({ east, north }: PlanePoint): number => Math.sqrt(east * east + north * north);

/** The place at a share of the way, 0 at the start and 1 at the end. For ways short enough to be straight on a map. */
export function between(from: Position, to: Position, share: number): Position {
  const at = (start: number, end: number) => start + (end - start) * share;
  return {
    latitude: at(from.latitude, to.latitude),
    longitude: at(from.longitude, to.longitude),
    altitude: at(from.altitude ?? 0, to.altitude ?? 0),
  };
}
