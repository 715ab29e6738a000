import { notFound, Problem } from '../../common/problem/index.js';
import type { Handover } from './record/handover.js';
import type { ConflictReason, RefusalReason } from './states/reasons.js';

/** A target stages nothing. */
export const refusal = (reason: RefusalReason, detail: string): Problem => new Problem(422, detail, { extensions: { reason } });

/** A message contradicts what this platform knows. */
export const conflictOf = (reason: ConflictReason, detail: string, extensions: Record<string, number> = {}): Problem => new Problem(409, detail, { extensions: { reason, ...extensions } });

export const unknownHandover = (handoverId: string): Problem => notFound(`There is no handover ${handoverId}.`);

/** @throws Problem 403 if a message speaks in the name of another platform than the one that it comes from */
export function requireOwnName(attribute: string, platformId: string, peerId: string): void {
  if (platformId !== peerId) throw new Problem(403, `The body/${attribute} is not that of the peer that sends it.`);
}

/** @throws Problem 403 if the handover is another peer's */
export function requirePeer({ handoverId, peerPlatformId }: Handover, peerId: string): void {
  if (peerPlatformId !== peerId) throw new Problem(403, `The handover ${handoverId} is none of this peer's.`);
}

/** @throws Problem 409 if a message means another handover of the same id */
export function requireEpoch({ handoverId, epoch }: Handover, told: number): void {
  if (epoch !== told) throw conflictOf('ANOTHER_CONTENT', `The epoch of the handover ${handoverId} is another one.`);
}
