import type { HandoverReason } from '../types.js';

const OF_A_REFUSAL = ['APPLICATION_MISSING', 'RULE_IMPOSSIBLE', 'NOT_OUR_BASE_STATION'] as const satisfies readonly HandoverReason[];

/** Why a target stages nothing: the reason of a 422. */
export type RefusalReason = (typeof OF_A_REFUSAL)[number];

export const isRefusal = (reason: unknown): reason is RefusalReason => (OF_A_REFUSAL as readonly unknown[]).includes(reason);

/** Why a target answers 409: not reasons of a handover, but of a message. */
export type ConflictReason = 'ANOTHER_CONTENT' | 'STALE_EPOCH' | 'CANCELLED' | 'ALREADY_ACTIVE';

/** The hoStatus (MEC 012, 6.4.2) that ends a handover of the radio network without its UE having moved. */
export const radioReason = (hoStatus: 4 | 5): HandoverReason => (hoStatus === 4 ? 'RADIO_REJECTED' : 'RADIO_CANCELLED');
