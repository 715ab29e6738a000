import fc from 'fast-check';
import { direction } from '../../src/modules/ran/domain/geography/direction.js';
import { groundDistance, LocalPlane } from '../../src/modules/ran/domain/geography/local-plane.js';

const origins = fc.record({ latitude: fc.double({ min: -70, max: 70, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) });
const metres = fc.double({ min: -10_000, max: 10_000, noNaN: true });

/** Great circle on a sphere, by the haversine formula; right to 0.6 % because the earth is flattened. */
function onSphere(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [north, east] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)];
  const chord = Math.sin(north / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * 6_371_009 * Math.asin(Math.sqrt(chord));
}

it('a degree is as long as WGS 84 has it', () => {
  const near = new LocalPlane({ latitude: 45, longitude: 7 }).project({ latitude: 45.01, longitude: 7.01 });
  expect(near.north).toBeCloseTo(1111.318, 2);
  expect(near.east).toBeCloseTo(788.468, 2);
  expect(new LocalPlane({ latitude: 0, longitude: 0 }).project({ latitude: 0.001, longitude: 0.001 })).toEqual({ north: expect.closeTo(110.5743, 3), east: expect.closeTo(111.3195, 3) });
});

it('distances are those of the sphere, but for its flattening', () => {
  fc.assert(
    fc.property(origins, metres, metres, (origin, east, north) => {
      fc.pre(Math.hypot(east, north) > 1);
      const place = new LocalPlane(origin).locate({ east, north });
      expect(groundDistance(origin, place) / onSphere(origin, place)).toBeCloseTo(1, 1.9);
    }),
  );
});

it('a place that is located is projected back, across the antimeridian too', () => {
  fc.assert(
    fc.property(origins, metres, metres, (origin, east, north) => {
      const plane = new LocalPlane(origin);
      const place = plane.locate({ east, north });
      expect(Math.abs(place.longitude)).toBeLessThanOrEqual(180);
      expect(plane.project(place)).toEqual({ east: expect.closeTo(east, 4), north: expect.closeTo(north, 4) });
    }),
  );
});

it.each([
  [0, 1, 0],
  [1, 0, 90],
  [0, -1, 180],
  [-1, 0, 270],
  [-1, 1, 315],
])('from here to %d east, %d north it is %d degrees', (east, north, degrees) => {
  expect(direction({ east, north })).toBeCloseTo(degrees, 9);
});
