import type { components } from '../../../generated/ran.js';
import type { ClockView } from '../domain/host/network-clock.js';

/** The speed only means something while the time passes by itself. */
export const clockRepresentation = ({ mode, speed, state, time }: ClockView): components['schemas']['Clock'] => ({
  mode,
  ...(mode === 'REAL_TIME' && { speed }),
  state,
  time: new Date(time).toISOString(),
});
