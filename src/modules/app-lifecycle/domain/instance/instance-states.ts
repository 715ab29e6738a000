import { StateMachine } from '../../../common/state-machine/index.js';
import type { AppInstState } from '../types.js';

/** What operations do to an application instance when they are COMPLETED. */
export type InstanceEvent = 'be instantiated' | 'be started' | 'be stopped' | 'be terminated' | 'have the platform configured for it';

/** MEC 010-2, 6.2.2.4: NOT_INSTANTIATED is one state, INSTANTIATED is STARTED or STOPPED. */
export const instanceStates = new StateMachine<AppInstState, InstanceEvent>('application instance', {
  NOT_INSTANTIATED: { 'be instantiated': 'STARTED' },
  STARTED: { 'be stopped': 'STOPPED', 'be terminated': 'NOT_INSTANTIATED', 'have the platform configured for it': 'STARTED' },
  STOPPED: { 'be started': 'STARTED', 'be terminated': 'NOT_INSTANTIATED', 'have the platform configured for it': 'STOPPED' },
});
