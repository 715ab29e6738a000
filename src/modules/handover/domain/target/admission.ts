import { Injectable } from '@nestjs/common';
import { OwnBaseStations } from '../../../orchestrator/index.js';
import { currentEpoch, isStale } from '../epochs.js';
import type { Handover } from '../record/handover.js';
import { UeEpochs } from '../record/ue-epochs.js';
import { conflictOf, refusal, requirePeer } from '../refusals.js';
import type { HandoverTransfer } from '../types.js';

/** Whether a transfer may be taken, before its rules are looked at. */
@Injectable()
export class Admission {
  constructor(
    private readonly epochs: UeEpochs,
    private readonly baseStations: OwnBaseStations,
  ) {}

  /** The id is known. @throws Problem 403, or 409 unless the same transfer has been taken under it */
  requireSame(known: Handover, peerId: string, digest: string): void {
    requirePeer(known, peerId);
    if (known.role === 'TARGET' && known.digest === undefined) throw conflictOf('CANCELLED', 'The handover has been cancelled before it was transferred.');
    if (known.role !== 'TARGET' || known.digest !== digest) throw conflictOf('ANOTHER_CONTENT', `The handover ${known.handoverId} has been transferred with another content.`);
  }

  /** The id is new. @throws Problem 409 if the epoch is not, 422 if the UE does not come to us */
  requireNews({ epoch, targetBaseStation }: HandoverTransfer, ueKeys: readonly string[]): void {
    const known = this.epochs.of(ueKeys);
    if (isStale(epoch, known))
      throw conflictOf('STALE_EPOCH', `The epoch ${epoch} is not above ${currentEpoch(known)}, the highest that is known of this UE.`, { currentEpoch: currentEpoch(known) });
    if (!this.baseStations.isOurs(targetBaseStation))
      throw refusal('NOT_OUR_BASE_STATION', `The body/targetBaseStation names ${targetBaseStation}, which is none of this platform's base stations.`);
  }
}
