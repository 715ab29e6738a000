import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { Problem } from '../../src/modules/common/problem/index.js';
import { groundDistance } from '../../src/modules/ran/domain/geography/local-plane.js';
import { departure, goOn, motionOn, positionOn } from '../../src/modules/ran/domain/mobility/journey.js';
import { readTracks } from '../../src/modules/ran/domain/mobility/track-csv.js';
import { wayOf } from '../../src/modules/ran/domain/mobility/way-of.js';
import type { Mobility } from '../../src/modules/ran/domain/types.js';
import { at } from './ran-scenes.js';

/** Where something is after some seconds, looked at every so many milliseconds. */
function after(mobility: Mobility, seconds: number, step = 100) {
  const way = wayOf(mobility, new Map())!;
  let journey = departure(way, 0);
  for (let now = step; now <= seconds * 1000; now += step) journey = goOn(journey, way, now);
  return { position: positionOn(journey, seconds * 1000), ...motionOn(journey, seconds * 1000) };
}

const metresFrom = (east: number, north: number, { position }: ReturnType<typeof after>) => groundDistance(at(east, north), position);

const road: Mobility = { model: 'STRAIGHT_ROAD', from: at(0), to: at(1000), speed: 20 };
const wayPoints: Mobility = {
  model: 'WAY_POINTS',
  wayPoints: [
    { position: at(0), speed: 10 },
    { position: at(100), speed: 20 },
    { position: at(100, 200), speed: 0 },
  ],
};

it.each<[string, Mobility, number, [east: number, north: number], number]>([
  ['a straight road', road, 0, [0, 0], 20],
  ['a straight road', road, 12.5, [250, 0], 20],
  ['a straight road, to its end', road, 60, [1000, 0], 0],
  ['a straight road and back', { ...road, returns: true }, 60, [800, 0], 20],
  ['a straight road, there again', { ...road, returns: true }, 110, [200, 0], 20],
  ['way points', wayPoints, 5, [50, 0], 10],
  ['way points, on the second leg', wayPoints, 15, [100, 100], 20],
  ['way points, to the end', wayPoints, 1000, [100, 200], 0],
  ['way points and back', { ...wayPoints, returns: true }, 25, [100, 100], 20],
  ['way points and back to the first', { ...wayPoints, returns: true }, 39, [10, 0], 10],
  ['no way', { model: 'NONE', position: at(5, 6) }, 9, [5, 6], 0],
])('%s: %j after %d s', (_what, mobility, seconds, [east, north], speed) => {
  const there = after(mobility, seconds);
  expect(metresFrom(east, north, there)).toBeLessThan(0.1);
  expect(there.speed).toBeCloseTo(speed, 1);
});

it('looks where it goes', () => {
  expect(after(road, 1).heading).toBeCloseTo(90, 3);
  expect(after({ ...road, returns: true }, 60).heading).toBeCloseTo(270, 3);
  expect(after(wayPoints, 15).heading).toBeCloseTo(0, 3);
  expect(after(wayPoints, 1000).heading).toBeUndefined();
});

it('stands where a way point has no speed', () => {
  const stopping: Mobility = { model: 'WAY_POINTS', wayPoints: [{ position: at(0), speed: 10 }, { position: at(100), speed: 0 }, { position: at(200), speed: 10 }], returns: true };
  expect(metresFrom(100, 0, after(stopping, 500))).toBeLessThan(0.1);
});

it('a way with no length does not stop the clock', () => {
  const here = { position: at(0), speed: 10 };
  expect(metresFrom(0, 0, after({ model: 'WAY_POINTS', wayPoints: [here, here], returns: true }, 1))).toBe(0);
});

const areas = fc.record({
  model: fc.constant('RANDOM_WAY_POINT' as const),
  southWest: fc.constant(at(0)),
  northEast: fc.constant(at(300, 500)),
  minimumSpeed: fc.integer({ min: 1, max: 10 }),
  maximumSpeed: fc.integer({ min: 10, max: 30 }),
  pause: fc.integer({ min: 0, max: 20 }),
  seed: fc.nat(),
});

it('random way points stay in their area, between their speeds, and are the same however time is cut', () => {
  fc.assert(
    fc.property(areas, fc.integer({ min: 0, max: 300 }), (area, seconds) => {
      const there = after(area, seconds);
      expect(there.position.latitude).toBeGreaterThanOrEqual(area.southWest.latitude);
      expect(there.position.latitude).toBeLessThanOrEqual(area.northEast.latitude);
      expect(there.position.longitude).toBeGreaterThanOrEqual(area.southWest.longitude);
      expect(there.position.longitude).toBeLessThanOrEqual(area.northEast.longitude);
      if (there.speed > 0) expect(there.speed).toBeGreaterThanOrEqual(area.minimumSpeed - 0.01);
      expect(there.speed).toBeLessThanOrEqual(area.maximumSpeed + 0.01);
      expect(after(area, seconds, 1000)).toEqual(there);
      expect(after(area, seconds)).toEqual(there);
    }),
    { numRuns: 30 },
  );
});

it('random way points of another seed are others', () => {
  const area = { model: 'RANDOM_WAY_POINT' as const, southWest: at(0), northEast: at(300, 500), minimumSpeed: 5, maximumSpeed: 5 };
  expect(after({ ...area, seed: 1 }, 10).position).not.toEqual(after({ ...area, seed: 2 }, 10).position);
});

describe('a track', () => {
  const csv = ['# made by hand', 'id,time,speed,longitude,latitude', 'bus,10,3,7.0,43.0', 'tram,0,1,8.0,44.0', '', 'bus,20,3,7.1,43.2', 'tram,5,1,8.0,44.5'].join('\r\n');
  const track: Mobility = { model: 'TRACK', track: csv, trackedId: 'bus' };

  it.each([
    [0, 43, 7],
    [10, 43, 7],
    [15, 43.1, 7.05],
    [20, 43.2, 7.1],
    [99, 43.2, 7.1],
  ])('after %d s it is at %d, %d: it waits for its time and stays at its end', (seconds, latitude, longitude) => {
    const { position } = after(track, seconds);
    expect(position.latitude).toBeCloseTo(latitude, 9);
    expect(position.longitude).toBeCloseTo(longitude, 9);
  });

  it('may be one that is shipped', () => {
    const way = wayOf({ model: 'TRACK', file: 'town.csv', trackedId: 'tram' }, new Map([['town.csv', csv]]));
    expect(way?.start).toEqual({ latitude: 44, longitude: 8 });
  });

  it('the shipped ones can be read, and follow streets at the speeds of a town', () => {
    const tracks = readTracks(readFileSync('examples/tracks/harbour.csv', 'utf8'));
    expect([...tracks.keys()]).toEqual(['bus-1', 'taxi-1', 'bicycle-1']);
    for (const points of tracks.values()) {
      expect(points.length).toBeGreaterThan(5);
      for (const [index, { time, position }] of points.entries()) {
        const before = points[index - 1];
        if (before) expect(groundDistance(before.position, position) / (time - before.time)).toBeLessThan(17);
      }
    }
  });

  const refusal = (mobility: Partial<Extract<Mobility, { model: 'TRACK' }>>) => {
    try {
      wayOf({ model: 'TRACK', trackedId: 'bus', ...mobility }, new Map());
    } catch (error) {
      expect(error).toMatchObject({ constructor: Problem, status: 422 });
      return (error as Problem).detail;
    }
    return 'none';
  };

  it.each([
    ['', 'The first line of the track lacks the column time, id, latitude, longitude.'],
    ['time,id,latitude\n', 'The first line of the track lacks the column longitude.'],
    ['time,id,latitude,longitude\n1,bus,91,7', 'Line 2 of the track: latitude is a number from -90 to 90, not 91.'],
    ['time,id,latitude,longitude\n1,bus,43', 'Line 2 of the track: longitude is a number from -180 to 180, not empty.'],
    ['time,id,latitude,longitude\nsoon,bus,43,7', 'Line 2 of the track: time is a number from 0 to 9007199254740991, not soon.'],
    ['time,id,latitude,longitude\n5,bus,43,7\n5,bus,43,8', 'Line 3 of the track: its time is not after that of the point before.'],
    ['time,id,latitude,longitude\n5,tram,43,7', 'The track has no point of bus.'],
  ])('%j is refused', (text, detail) => {
    expect(refusal({ track: text })).toBe(detail);
  });

  it('that is not shipped is refused', () => {
    expect(refusal({ file: 'other.csv' })).toBe('The platform has no track other.csv.');
  });
});
