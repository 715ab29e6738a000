/** Ts of TS 36.211, 4, in seconds. */
const BASIC_TIME_UNIT = 1 / (15_000 * 2048);
const SPEED_OF_LIGHT = 299_792_458;

/** Round trip time in Ts. @param distance metres */
const roundTrip = (distance: number): number => (2 * distance) / SPEED_OF_LIGHT / BASIC_TIME_UNIT;

/** Steps of 16 Ts, 78 m, in which a UE is told to send earlier (TS 36.213, 4.2.3). @param distance metres */
export const timingAdvanceSteps = (distance: number): number => Math.round(roundTrip(distance) / 16);

/** Reported value of the timing advance, 0..7690: steps of 2 Ts up to 4096 Ts and of 8 Ts beyond (TS 36.133, 9.1.10). @param distance metres */
export function reportedTimingAdvance(distance: number): number {
  const time = roundTrip(distance);
  return time < 4096 ? Math.floor(time / 2) : Math.min(7690, 2048 + Math.floor((time - 4096) / 8));
}
