import type { Position } from '../types.js';

/** A piece of a way at constant speed. */
export interface Leg {
  to: Position;
  /** Milliseconds on the way. */
  duration: number;
  /** Milliseconds of rest after it. */
  pause: number;
}

/** Where something goes. */
export interface Way {
  readonly start: Position;
  /**
   * Nothing if it has arrived for good.
   * @param number of the leg, from 0
   * @param from where it is when the leg begins
   */
  leg(number: number, from: Position): Leg | undefined;
}
