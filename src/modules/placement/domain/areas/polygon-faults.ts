import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../../../common/problem/index.js';
import type { GeoJsonPolygon } from '../types.js';

type Ring = GeoJsonPolygon['coordinates'][number];

/** Degrees, a ten-thousandth of a millimetre: a ring narrower than this is a line whose places have been rounded. */
const LEAST_WIDTH = 1e-12;

const isOnEarth = ([longitude, latitude]: Ring[number]) => Math.abs(longitude!) <= 180 && Math.abs(latitude!) <= 90;

/** Whether the area that it goes round (to the left less that to the right) is none. */
function isFlat(ring: Ring): boolean {
  const [origin] = ring;
  const corners = ring.map(([longitude, latitude]) => [longitude! - origin![0]!, latitude! - origin![1]!] as const);
  const reach = corners.reduce((most, [east, north]) => Math.max(most, Math.hypot(east, north)), 0);
  const doubled = corners.reduce((sum, [east, north], index) => {
    const [nextEast, nextNorth] = corners[(index + 1) % corners.length]!;
    return sum + east * nextNorth - nextEast * north;
  }, 0);
  return Math.abs(doubled) <= LEAST_WIDTH * reach;
}

/** RFC 7946, 3.1.6 and 4; of positions off the earth the first. */
function ringFault(ring: Ring, place: string): Fault | undefined {
  const off = ring.findIndex((position) => !isOnEarth(position));
  if (off >= 0) return { place: `${place}/${off}`, detail: 'must be a longitude within ±180 and a latitude within ±90 degrees' };
  if (!isDeepStrictEqual(ring[0], ring.at(-1))) return { place, detail: 'must end where it begins' };
  return isFlat(ring) ? { place, detail: 'must bound an area' } : undefined;
}

/** What the schema of a polygon cannot say, ring by ring. @param place JSON Pointer to the polygon */
export const polygonFaults = ({ coordinates }: GeoJsonPolygon, place: string): Fault[] =>
  coordinates.flatMap((ring, index) => ringFault(ring, `${place}/coordinates/${index}`) ?? []);
