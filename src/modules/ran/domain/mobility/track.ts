import type { Position } from '../types.js';
import type { Way } from './way.js';

/** Where something was, moment by moment, in order of time. */
export interface TrackPoint {
  /** Seconds since the tracks began. */
  time: number;
  position: Position;
}

/** It waits at its first point until its time comes, and stays at the last. */
export function alongTrack(points: readonly TrackPoint[]): Way {
  const [first] = points;
  const waiting = first!.time > 0 ? [{ time: 0, position: first!.position }] : [];
  const all = [...waiting, ...points];
  return {
    start: first!.position,
    leg(number) {
      const [from, to] = [all[number], all[number + 1]];
      return from && to && { to: to.position, duration: (to.time - from.time) * 1000, pause: 0 };
    },
  };
}
