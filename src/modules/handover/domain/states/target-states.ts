import { StateMachine } from '../../../common/state-machine/index.js';
import type { MepHandoverState } from '../types.js';

export type TargetState = Extract<MepHandoverState, 'STAGED' | 'ACTIVATING' | 'ACTIVATED' | 'REJECTING' | 'COMPLETED' | 'REJECTED' | 'CANCELLED' | 'SUPERSEDED'>;

/** `attach`: the UE is at one of our base stations; `be acknowledged`: the source has the completion or the rejection, or knows nothing of the handover. */
export type TargetEvent = 'attach' | 'activate' | 'give up' | 'be acknowledged' | 'be cancelled' | 'be superseded';

/** A handover begins STAGED, or CANCELLED if the cancellation has overtaken the transfer. */
export const targetStates = new StateMachine<TargetState, TargetEvent>('handover', {
  STAGED: { attach: 'ACTIVATING', 'give up': 'REJECTING', 'be cancelled': 'CANCELLED', 'be superseded': 'SUPERSEDED' },
  ACTIVATING: { activate: 'ACTIVATED', 'give up': 'REJECTING', 'be cancelled': 'CANCELLED', 'be superseded': 'SUPERSEDED' },
  ACTIVATED: { 'be acknowledged': 'COMPLETED' },
  REJECTING: { 'be acknowledged': 'REJECTED', 'be cancelled': 'CANCELLED' },
  COMPLETED: {},
  REJECTED: {},
  CANCELLED: {},
  SUPERSEDED: {},
});

/** The target is the owner of the rules. */
export const isActive = (state: TargetState): boolean => state === 'ACTIVATED' || state === 'COMPLETED';

/** The rules have no effect through this handover yet. */
export const isStagedOnly = (state: MepHandoverState): boolean => state === 'STAGED' || state === 'ACTIVATING';
