import type { Surroundings } from '../machine.js';

/** Timers of the UE in milliseconds (3GPP TS 24.501, table 10.2.1). */
const DURATIONS = {
  /** Between five failed attempts and the next. */
  T3502: 720_000,
  /** For an attempt. */
  T3510: 15_000,
  /** Between a failed attempt and the next. */
  T3511: 10_000,
  /** For the release of the connection after a reject. */
  T3540: 10_000,
};

/** When the user switches the UE off. */
export const POWER_OFF = 'power-off';

type UeTimer = keyof typeof DURATIONS;

export const startTimer = (name: UeTimer, surroundings: Surroundings): void => surroundings.start({ name }, DURATIONS[name]);

export function stopAllTimers(surroundings: Surroundings): void {
  for (const name of [...Object.keys(DURATIONS), POWER_OFF]) surroundings.stop({ name });
}
