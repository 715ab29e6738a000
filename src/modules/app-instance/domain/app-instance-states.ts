import { StateMachine } from '../../common/state-machine/index.js';
import type { AppInstanceState } from './app-instance.js';

/** A termination is finished by the end of the instance itself; an instance that is STOPPED ends without having been told. */
export type AppInstanceEvent = 'confirm readiness' | 'begin to stop' | 'begin to terminate' | 'finish stopping' | 'terminate instead' | 'start again';

export const appInstanceStates = new StateMachine<AppInstanceState, AppInstanceEvent>('application instance', {
  INSTANTIATED: { 'confirm readiness': 'READY', 'begin to stop': 'STOPPING', 'begin to terminate': 'TERMINATING' },
  READY: { 'confirm readiness': 'READY', 'begin to stop': 'STOPPING', 'begin to terminate': 'TERMINATING' },
  STOPPING: { 'finish stopping': 'STOPPED', 'terminate instead': 'TERMINATING' },
  TERMINATING: {},
  STOPPED: { 'confirm readiness': 'READY', 'start again': 'INSTANTIATED' },
});
