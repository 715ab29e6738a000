import type { GeoJsonPolygon, Position } from '../types.js';

type Corner = readonly number[];

/**
 * Whether a position is in a polygon and in none of its holes, by casting a ray to the east. Of two polygons with an edge in common exactly one
 * holds a position on it. Polygons do not cross the antimeridian: they are cut there (RFC 7946, 3.1.9).
 */
export function holds({ coordinates: [outline, ...holes] }: GeoJsonPolygon, position: Position): boolean {
  return outline !== undefined && isWithin(outline, position) && !holes.some((hole) => isWithin(hole, position));
}

/** An odd number of edges lies to the east. */
function isWithin(ring: readonly Corner[], position: Position): boolean {
  let within = false;
  let from = ring.at(-1)!;
  for (const to of ring) {
    if (isToTheEast(from, to, position)) within = !within;
    from = to;
  }
  return within;
}

/** The lower end of an edge belongs to it, the upper one to the next; it is looked at from the lower end, so that both polygons at it agree. */
function isToTheEast(from: Corner, to: Corner, { latitude, longitude }: Position): boolean {
  const [lower, upper] = from[1]! <= to[1]! ? [from, to] : [to, from];
  if (latitude < lower[1]! || latitude >= upper[1]!) return false;
  const [east, north] = [upper[0]! - lower[0]!, upper[1]! - lower[1]!];
  return east * (latitude - lower[1]!) > (longitude - lower[0]!) * north;
}
