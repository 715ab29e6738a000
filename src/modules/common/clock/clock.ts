/** Cancels a timer; calling it again does nothing. */
export type Cancel = () => void;

/** Time, for everything that waits or expires. Tests step it. */
export abstract class Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  abstract now(): number;

  /** The same in nanoseconds, as finely as the platform can tell. */
  abstract nowInNanoseconds(): bigint;

  /** Calls `action` once, `delay` milliseconds from now. */
  abstract after(delay: number, action: () => void): Cancel;
}
