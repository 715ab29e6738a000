import type { components } from '../../../../generated/ran.js';
import { Dice } from '../random/dice.js';
import type { Way } from './way.js';
import { legAtSpeed } from './way-points.js';

/** To a random place of the area at a random speed, a pause, and so on; it begins at a random place. */
export function byRandomWayPoints({ southWest, northEast, minimumSpeed, maximumSpeed, pause, seed }: components['schemas']['RandomWayPointMobility']): Way {
  const dice = new Dice(`${seed}`);
  const place = (number: number) => ({
    latitude: dice.between(southWest.latitude, northEast.latitude, 'latitude', number),
    longitude: dice.between(southWest.longitude, northEast.longitude, 'longitude', number),
    altitude: southWest.altitude ?? 0,
  });
  return {
    start: place(0),
    leg: (number, from) => legAtSpeed(from, place(number + 1), dice.between(minimumSpeed, maximumSpeed, 'speed', number), pause),
  };
}
