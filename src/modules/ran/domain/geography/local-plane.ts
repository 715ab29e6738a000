import type { Position } from '../types.js';
import { distanceTo, type PlanePoint } from './position.js';

/** Semi-major axis in metres and first eccentricity squared of the ellipsoid of WGS84. */
const SEMI_MAJOR_AXIS = 6_378_137;
const ECCENTRICITY_SQUARED = 6.694_379_990_14e-3;

const RADIANS_PER_DEGREE = Math.PI / 180;

/**
 * The plane that touches the ellipsoid at its origin, scaled by the radii of curvature there. Within 10 km of the origin
 * distances are right to a thousandth, except close to the poles.
 */
export class LocalPlane {
  /** Metres per degree. */
  private readonly perLatitude: number;
  private readonly perLongitude: number;

  constructor(readonly origin: Position) {
    const latitude = origin.latitude * RADIANS_PER_DEGREE;
    const bending = 1 - ECCENTRICITY_SQUARED * Math.sin(latitude) ** 2;
    const meridian = (SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED)) / (bending * Math.sqrt(bending));
    const primeVertical = SEMI_MAJOR_AXIS / Math.sqrt(bending);
    this.perLatitude = meridian * RADIANS_PER_DEGREE;
    this.perLongitude = primeVertical * Math.cos(latitude) * RADIANS_PER_DEGREE;
  }

  project({ latitude, longitude }: Position): PlanePoint {
    return {
      east: shortWayRound(longitude - this.origin.longitude) * this.perLongitude,
      north: (latitude - this.origin.latitude) * this.perLatitude,
    };
  }

  locate({ east, north }: PlanePoint): Position {
    return {
      latitude: this.origin.latitude + north / this.perLatitude,
      longitude: shortWayRound(this.origin.longitude + east / this.perLongitude),
    };
  }
}

/** Metres along the ground. */
export function groundDistance(from: Position, to: Position): number {
  const plane = new LocalPlane({ latitude: (from.latitude + to.latitude) / 2, longitude: from.longitude });
  const [start, end] = [plane.project(from), plane.project(to)];
  return distanceTo({ east: end.east - start.east, north: end.north - start.north });
}

/** A difference of longitudes, -180..180 degrees. */
function shortWayRound(degrees: number): number {
  if (degrees > 180) return degrees - 360;
  return degrees < -180 ? degrees + 360 : degrees;
}
