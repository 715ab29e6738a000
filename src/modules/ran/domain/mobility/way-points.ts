import { groundDistance } from '../geography/local-plane.js';
import type { components } from '../../../../generated/ran.js';
import type { Position } from '../types.js';
import type { Leg, Way } from './way.js';

type WayPoint = components['schemas']['WayPoint'];

/** Nothing where the speed is 0, which never arrives. @param speed metres per second @param pause seconds */
export const legAtSpeed = (from: Position, to: Position, speed: number, pause = 0): Leg | undefined =>
  speed > 0 ? { to, duration: (groundDistance(from, to) / speed) * 1000, pause: pause * 1000 } : undefined;

/** From point to point, and where it `returns` back the same way with the same speeds, and so on. */
export function alongWayPoints(wayPoints: readonly WayPoint[], returns: boolean): Way {
  const legs = wayPoints.length - 1;
  const speedBetween = (index: number) => wayPoints[index]!.speed;
  return {
    start: wayPoints[0]!.position,
    leg(number, from) {
      if (!returns && number >= legs) return undefined;
      const round = number % (2 * legs);
      const isBack = round >= legs;
      const lower = isBack ? 2 * legs - 1 - round : round;
      return legAtSpeed(from, wayPoints[isBack ? lower : lower + 1]!.position, speedBetween(lower));
    },
  };
}
