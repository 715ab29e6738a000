import { StateMachine } from '../../../common/state-machine/index.js';
import type { MepHandoverState } from '../types.js';

export type SourceState = Exclude<MepHandoverState, 'STAGED' | 'ACTIVATING' | 'ACTIVATED' | 'REJECTING' | 'REJECTED'>;

/**
 * `leave`: the UE is not at our base stations any more; `be confirmed`: the rules are active at the target, by its completion or its
 * status; `be relieved`: any platform hands the UE over to us with a newer epoch; `give up`: nobody answers, so
 * the target may have staged the rules; `lose the peer`: it is in the configuration no more; `be superseded`: a newer transfer is staged.
 */
export type SourceEvent =
  | 'locate' | 'stay here' | 'send' | 'fail' | 'be staged' | 'leave' | 'be confirmed' | 'be relieved' | 'be rejected'
  | 'cancel' | 'give up' | 'be cancelled' | 'lose the peer' | 'be superseded' | 'finish';

/** A newer handover to us settles this one and our rules stay as they are: to withhold them now could leave no owner. */
const proof = { 'be relieved': 'COMPLETED' } as const;
/** An end for timers only: a target that turns out to be active counts, even after the handover was given up. */
const overruledByAnActiveTarget = { 'be confirmed': 'CONFIRMED', ...proof } as const;

export const sourceStates = new StateMachine<SourceState, SourceEvent>('handover', {
  DETECTED: { locate: 'LOCATING', 'stay here': 'UNNEEDED', fail: 'FAILED', cancel: 'CANCELLED' },
  LOCATING: { send: 'TRANSFERRING', 'stay here': 'UNNEEDED', fail: 'FAILED', cancel: 'CANCELLED' },
  TRANSFERRING: {
    'be staged': 'TRANSFERRED', 'be confirmed': 'CONFIRMED', 'be rejected': 'FAILED', fail: 'FAILED',
    cancel: 'CANCELLING', 'give up': 'CANCELLING', 'lose the peer': 'FAILED', ...proof,
  },
  TRANSFERRED: {
    leave: 'ATTACHED', 'be confirmed': 'CONFIRMED', 'be rejected': 'FAILED', cancel: 'CANCELLING',
    'be superseded': 'SUPERSEDED', 'lose the peer': 'FAILED', ...proof,
  },
  ATTACHED: {
    'be confirmed': 'DEACTIVATING', 'be rejected': 'FAILED', cancel: 'CANCELLING',
    'be superseded': 'SUPERSEDED', 'lose the peer': 'FAILED', ...proof,
  },
  CONFIRMED: { leave: 'DEACTIVATING', ...proof },
  CANCELLING: { 'be cancelled': 'CANCELLED', 'be rejected': 'FAILED', 'give up': 'FAILED', 'lose the peer': 'FAILED', ...overruledByAnActiveTarget },
  DEACTIVATING: { finish: 'COMPLETED', ...proof },
  COMPLETED: {},
  UNNEEDED: {},
  SUPERSEDED: overruledByAnActiveTarget,
  CANCELLED: overruledByAnActiveTarget,
  FAILED: overruledByAnActiveTarget,
});

const ENDS: readonly MepHandoverState[] = ['COMPLETED', 'UNNEEDED', 'SUPERSEDED', 'CANCELLED', 'FAILED', 'REJECTED'];

/** Nothing is waited for any more. */
export const isOver = (state: MepHandoverState): boolean => ENDS.includes(state);
