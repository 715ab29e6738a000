import type { HoStatus } from '../detection/hint.js';
import { radioReason } from '../states/reasons.js';
import type { SourceState } from '../states/source-states.js';
import type { HandoverReason } from '../types.js';

/** Where a handover of the radio network leads, seen from an open handover of the UE. */
export interface Scene {
  fromOurs: boolean;
  /** All cells that are told are ours. */
  toOurs: boolean;
  /** One of them belongs to the base station to which the open handover leads. */
  toTarget: boolean;
}

/** What a hint changes: `note`, nothing; `redirect`, the cells that it tells count from now on; `leave`, the UE has gone; `cancel`, with or without another handover in its place. */
type Decision = { kind: 'note' | 'redirect' | 'leave' } | { kind: 'cancel'; reason: HandoverReason; anew: boolean };

const NOTE: Decision = { kind: 'note' };
const cancel = (reason: HandoverReason, anew = false): Decision => ({ kind: 'cancel', reason, anew });

/** While the target has the rules, or may have them, and none of them is known to be active there. */
function whileHandingOver(state: SourceState, hoStatus: HoStatus, { toOurs, toTarget }: Scene): Decision {
  if (hoStatus === 4 || hoStatus === 5) return state === 'ATTACHED' ? NOTE : cancel(radioReason(hoStatus));
  if (toTarget) return hoStatus === 3 && state === 'TRANSFERRED' ? { kind: 'leave' } : NOTE;
  if (!toOurs) return cancel('WRONG_PREDICTION', true);
  return cancel(hoStatus === 3 ? 'UE_RETURNED' : 'WRONG_PREDICTION');
}

/** What a hoStatus means for an open handover of the UE; undefined if it is of no interest: a UE that is about to come has not come yet. */
export function decide(state: SourceState, hoStatus: HoStatus, scene: Scene): Decision | undefined {
  if (!scene.fromOurs && hoStatus !== 3) return undefined;
  switch (state) {
    case 'DETECTED':
    case 'LOCATING':
      return hoStatus === 4 || hoStatus === 5 ? cancel(radioReason(hoStatus)) : { kind: 'redirect' };
    case 'TRANSFERRING':
    case 'TRANSFERRED':
    case 'ATTACHED':
      return whileHandingOver(state, hoStatus, scene);
    case 'CONFIRMED':
      return hoStatus === 3 && !scene.toOurs ? { kind: 'leave' } : NOTE;
    default:
      return NOTE;
  }
}
