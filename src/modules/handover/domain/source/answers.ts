import type { Mp3Answer } from '../ports/mp3.js';
import { isRefusal } from '../states/reasons.js';
import type { SourceEvent } from '../states/source-states.js';
import type { HandoverReason, HandoverStatus } from '../types.js';

/** What an answer of the target means for the source. */
export interface Outcome {
  event: SourceEvent;
  reason?: HandoverReason;
  /** A sentence that tells nobody who the UE is; what the peer has written could. */
  detail?: string;
  /** The target knows a newer epoch of the UE. */
  currentEpoch?: number;
}

/** What a handover keeps of it. */
export const wordsOf = ({ reason, detail }: Outcome): Pick<Outcome, 'reason' | 'detail'> => ({ ...(reason && { reason }), ...(detail !== undefined && { detail }) });

const REASONS_TO_CANCEL: readonly HandoverReason[] = ['RADIO_REJECTED', 'RADIO_CANCELLED', 'WRONG_PREDICTION', 'UE_RETURNED', 'RULES_GONE', 'OPERATOR', 'NEWER_HANDOVER'];

const CONFIRMED: Outcome = { event: 'be confirmed' };

const refuses = (event: SourceEvent, code: number, what: string): Outcome => ({ event, reason: 'PEER_REFUSES', detail: `The target has answered ${code} to ${what}.` });

/** What the state of the target says; undefined if it is on the way. */
function ofTarget({ state, reason, role }: HandoverStatus): Outcome | undefined {
  if (role !== 'TARGET') return { event: 'be rejected', reason: 'PEER_REFUSES', detail: 'The target says that it is none.' };
  switch (state) {
    case 'STAGED':
    case 'ACTIVATING':
      return undefined;
    case 'ACTIVATED':
    case 'COMPLETED':
      return CONFIRMED;
    case 'CANCELLED':
      return { event: 'be rejected', reason: 'OPERATOR', detail: 'The handover is cancelled at the target.' };
    case 'SUPERSEDED':
      return { event: 'be rejected', reason: 'NEWER_HANDOVER', detail: 'The target has taken a newer handover.' };
    default:
      return { event: 'be rejected', reason: reason ?? 'PEER_REFUSES', detail: `The handover is ${state} at the target.` };
  }
}

/** Upon a transfer; undefined if it has to be repeated. */
export function ofTransfer(answer: Mp3Answer): Outcome | undefined {
  if (answer.kind === 'silent') return undefined;
  if (answer.kind === 'status') return ofTarget(answer.status) ?? { event: 'be staged' };
  const { code, reason, currentEpoch } = answer;
  if (code === 409 && reason === 'STALE_EPOCH') return { ...refuses('fail', code, 'the transfer'), ...(currentEpoch !== undefined && { currentEpoch }) };
  if (code === 409 && reason === 'CANCELLED') return { event: 'be rejected', reason: 'OPERATOR', detail: 'The target has known a cancellation before the transfer.' };
  if (code === 422 && isRefusal(reason)) return { event: 'fail', reason, detail: 'The target has refused the transfer.' };
  return refuses('fail', code, 'the transfer');
}

/** Upon the question how the handover stands; undefined if it has to be asked again. */
export function ofQuestion(answer: Mp3Answer): Outcome | undefined {
  if (answer.kind === 'status') return ofTarget(answer.status);
  if (answer.kind === 'refused' && answer.code === 404) return { event: 'be rejected', reason: 'PEER_REFUSES', detail: 'The target knows nothing of the handover.' };
  return undefined;
}

/** The end of a handover that the target has been told to be cancelled: nobody wanted those to fail that are cancelled for a failure. */
const cancelled = (reason: HandoverReason | undefined): Outcome => ({ event: reason && REASONS_TO_CANCEL.includes(reason) ? 'be cancelled' : 'give up' });

/** Upon a cancellation for a reason; undefined if it has to be repeated. */
export function ofCancellation(answer: Mp3Answer, why: HandoverReason | undefined): Outcome | undefined {
  if (answer.kind === 'silent') return undefined;
  if (answer.kind === 'status') return ofTarget(answer.status)?.event === 'be confirmed' ? CONFIRMED : cancelled(why);
  if (answer.code === 409 && answer.reason === 'ALREADY_ACTIVE') return CONFIRMED;
  return refuses('give up', answer.code, 'the cancellation');
}
