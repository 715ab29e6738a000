import { direction } from '../geography/direction.js';
import { groundDistance, LocalPlane } from '../geography/local-plane.js';
import { between } from '../geography/position.js';
import type { Position } from '../types.js';
import type { Leg, Way } from './way.js';

/** How far something has come on its way. */
export interface Journey {
  /** Number of the leg that it is on. */
  leg: number;
  /** Where and when that leg began; milliseconds of the network's clock. */
  from: Position;
  since: number;
  /** Absent when it has arrived for good. */
  current?: Leg;
}

/** Legs that may end within one step; only a way without length and pause has so many. */
const MOST_LEGS_PER_STEP = 1000;

export const departure = (way: Way, now: number): Journey => startLeg(way, 0, way.start, now);

/** The journey as it is later. */
export function goOn(journey: Journey, way: Way, now: number): Journey {
  let going = journey;
  for (let legs = 0; legs < MOST_LEGS_PER_STEP && going.current; legs++) {
    const end = going.since + going.current.duration + going.current.pause;
    if (end > now) break;
    going = startLeg(way, going.leg + 1, going.current.to, end);
  }
  return going;
}

export function positionOn({ from, since, current }: Journey, now: number): Position {
  if (!current) return from;
  return now - since >= current.duration ? current.to : between(from, current.to, (now - since) / current.duration);
}

/** Metres per second, and degrees from north to the east. */
export function motionOn({ from, since, current }: Journey, now: number): { speed: number; heading?: number } {
  if (!current || now - since >= current.duration) return { speed: 0 };
  const speed = (groundDistance(from, current.to) / current.duration) * 1000;
  return { speed, heading: direction(new LocalPlane(from).project(current.to)) };
}

function startLeg(way: Way, leg: number, from: Position, since: number): Journey {
  const current = way.leg(leg, from);
  return current ? { leg, from, since, current } : { leg, from, since };
}
