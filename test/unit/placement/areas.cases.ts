import fc from 'fast-check';
import { areasOf } from '../../../src/modules/placement/domain/topology/areas-of.js';
import { holds } from '../../../src/modules/placement/domain/topology/holds.js';
import type { Area, GeoJsonPolygon } from '../../../src/modules/placement/domain/types.js';

const polygon = (...coordinates: number[][][]): GeoJsonPolygon => ({ type: 'Polygon', coordinates });
const square = (least: number, most: number): number[][] => [[least, least], [most, least], [most, most], [least, most], [least, least]];
const at = (longitude: number, latitude: number) => ({ latitude, longitude });

describe('the areas of a place', () => {
  const areas: Area[] = [
    { areaId: 'b', clouds: ['fog-n'], cells: ['harbour-1', 'harbour-2'] },
    { areaId: 'a', clouds: ['edge-n'], cells: ['casino-1', 'harbour-2'] },
    { areaId: 'c', clouds: ['edge-1'], polygon: polygon(square(0, 10), square(4, 6)) },
  ];

  it.each([
    [{ areaId: 'b' }, ['b']],
    [{ areaId: 'x' }, []],
    [{ cellId: 'harbour-1' }, ['b']],
    [{ cellId: 'harbour-2' }, ['a', 'b']],
    [{ cellId: 'harbour' }, []],
    [{ cellId: 'harbour-1', antenna: at(1, 1) }, ['b', 'c']],
    [{ cellId: 'x', antenna: at(5, 5) }, []],
    [{ position: at(3, 5) }, ['c']],
    [{ position: at(5, 5) }, []],
    [{ position: at(11, 5) }, []],
  ])('%j is in %j', (place, expected) => {
    expect(areasOf(areas, place)).toEqual(expected);
  });

  it('are looked for once as long as neither the place nor an area is another', () => {
    let looks = 0;
    const counted = { type: 'Polygon' as const, get coordinates() { looks += 1; return [square(0, 10)]; } };
    const list: Area[] = [{ areaId: 'a', clouds: [], polygon: counted }];
    const places = [at(1, 1), at(11, 1)];
    const all = () => places.map((position) => areasOf(list, { position }));
    expect([all(), all(), looks]).toEqual([[['a'], []], [['a'], []], 2]);
    expect([areasOf(list, { position: at(1, 1) }), looks]).toEqual([['a'], 3]);
    expect([areasOf(list, { cellId: 'x', antenna: places[0]! }), looks]).toEqual([['a'], 3]);
    expect([areasOf([...list], { position: places[0]! }), looks]).toEqual([['a'], 4]);
  });

  it('are none without areas', () => expect(areasOf([], { position: at(0, 0) })).toEqual([]));
});

/** How often a ring goes round a position: the angles under which its edges are seen, added up. */
function turns(ring: number[][], { latitude, longitude }: ReturnType<typeof at>): number {
  let total = 0;
  for (const [index, to] of ring.entries()) {
    const from = ring.at(index - 1)!;
    const angle = Math.atan2(to[1]! - latitude, to[0]! - longitude) - Math.atan2(from[1]! - latitude, from[0]! - longitude);
    total += angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle;
  }
  return Math.round(total / (2 * Math.PI));
}

/** Of three points the area to the left of the way from the first to the second, twice: 0 if they are in line. Whole numbers in, whole numbers out. */
const left = (from: number[], to: number[], x: number, y: number) => (to[0]! - from[0]!) * (y - from[1]!) - (to[1]! - from[1]!) * (x - from[0]!);

describe('a polygon', () => {
  const corner = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })).map((pair): number[] => pair);
  /** Closed as RFC 7946 has it; may cross itself. */
  const ring = fc.array(corner, { minLength: 3, maxLength: 9 }).map((corners) => [...corners, corners[0]!]);
  const place = fc.record({ latitude: fc.integer({ min: -22, max: 22 }), longitude: fc.integer({ min: -22, max: 22 }) });

  it('holds what its ring goes round an odd number of times', () => {
    let held = 0;
    fc.assert(
      fc.property(ring, place, (corners, position) => {
        fc.pre(corners.slice(1).every((to, index) => left(corners[index]!, to, position.longitude, position.latitude) !== 0));
        const expected = turns(corners, position) % 2 !== 0;
        expect(holds(polygon(corners), position)).toBe(expected);
        expect(holds(polygon(corners.toReversed()), position)).toBe(expected);
        expect(holds(polygon(square(-40, 40), corners), position)).toBe(!expected);
        if (expected) held += 1;
      }),
      { numRuns: 2000 },
    );
    expect(held).toBeGreaterThan(100);
  });

  it('and its neighbour share no place, and leave none out, on the edge between them neither', () => {
    fc.assert(
      fc.property(fc.array(corner, { minLength: 1, maxLength: 6 }), place, (border, position) => {
        const bounds = (side: number) => [[0, -25], ...border, [0, 25], [side, 25], [side, -25], [0, -25]];
        const [west, east] = [holds(polygon(bounds(-25)), position), holds(polygon(bounds(25)), position)];
        expect([west, east].filter(Boolean)).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('holds nothing if it is flat', () => expect(holds(polygon([[0, 0], [5, 0], [9, 0], [0, 0]]), at(3, 0))).toBe(false));
});
