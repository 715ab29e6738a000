import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { conflict, refuseFaults } from '../../../common/problem/index.js';
import { mayShareBaseStation } from '../detection/base-station-of-cell.js';
import { Driver } from '../record/driver.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { entryOf } from '../record/transition.js';
import { conflictOf, requireEpoch, requireOwnName, requirePeer, unknownHandover } from '../refusals.js';
import { transferDigest } from '../rules/canonical-transfer.js';
import { isActive, isStagedOnly, type TargetState } from '../states/target-states.js';
import type { AssociateId, CancellationMessage, CellReference, HandoverTransfer } from '../types.js';
import { ueKeys } from '../ue-key.js';
import { Activation } from './activation.js';
import { Admission } from './admission.js';
import { Departures } from './departures.js';
import { Staging } from './staging.js';
import { Telling } from './telling.js';
import { transferFaults } from './transfer-faults.js';
import { Waiting } from './waiting.js';
import { Withdrawal } from './withdrawal.js';

/** The handovers in which a UE comes to this platform. */
@Injectable()
export class TargetSide {
  constructor(
    private readonly handovers: Handovers,
    private readonly admission: Admission,
    private readonly staging: Staging,
    private readonly waiting: Waiting,
    private readonly withdrawal: Withdrawal,
    private readonly departures: Departures,
    private readonly clock: Clock,
    driver: Driver,
    activation: Activation,
    telling: Telling,
  ) {
    driver.drive('TARGET', (handover, tries) => {
      if (handover.state === 'STAGED') return waiting.advance(handover);
      return handover.state === 'ACTIVATING' ? activation.advance(handover) : telling.advance(handover, tries);
    });
  }

  /**
   * A peer hands over the rules of a UE.
   * @throws Problem 400, 403, 409 with a ConflictReason, 422 with a RefusalReason, 503
   */
  async take(handoverId: string, peerId: string, transfer: HandoverTransfer): Promise<{ handover: Handover; isNew: boolean }> {
    requireOwnName('sourcePlatformId', transfer.sourcePlatformId, peerId);
    refuseFaults(transferFaults(transfer));
    const keys = ueKeys(transfer.ue.associateId);
    return this.handovers.alone([handoverId, ...keys], async () => {
      const known = this.handovers.get(handoverId);
      if (known) {
        this.admission.requireSame(known, peerId, transferDigest(transfer));
        return { handover: known, isNew: false };
      }
      this.admission.requireNews(transfer, keys);
      return { handover: await this.staging.stage({ handoverId, ueKeys: keys, transfer }), isNew: true };
    });
  }

  /** @throws Problem 403, 409 with ANOTHER_CONTENT or ALREADY_ACTIVE, 503 */
  cancelByPeer(handoverId: string, peerId: string, message: CancellationMessage): Promise<Handover> {
    requireOwnName('sourcePlatformId', message.sourcePlatformId, peerId);
    return this.inLaneOf(handoverId, async (known) => {
      if (!known) return this.cancelBeforehand(handoverId, message);
      requirePeer(known, peerId);
      requireEpoch(known, message.epoch);
      if (known.role !== 'TARGET') throw conflictOf('ANOTHER_CONTENT', `This platform is the source of the handover ${handoverId}.`);
      if (isActive(known.state as TargetState)) throw conflictOf('ALREADY_ACTIVE', 'The rules of the handover are active here.');
      if (!isStagedOnly(known.state) && known.state !== 'REJECTING') return known;
      return this.withdrawal.withdraw(known, { event: 'be cancelled', step: { step: 'CANCELLATION' }, reason: message.reason, detail: 'The source has cancelled the handover.' });
    });
  }

  /** The operator's wish. @throws Problem 404, 409 if the rules are active, or the handover is over */
  cancel(handoverId: string): Promise<Handover> {
    return this.inLaneOf(handoverId, async (known) => {
      if (!known) throw unknownHandover(handoverId);
      if (!isStagedOnly(known.state)) throw conflict(`The handover is ${known.state}, in which it cannot be cancelled.`);
      return this.withdrawal.withdraw(known, { event: 'give up', step: { step: 'CANCELLATION' }, reason: 'OPERATOR', detail: 'The operator of the target has cancelled the handover.' });
    });
  }

  /**
   * The UE is at one of our base stations.
   * @param at when that was told: milliseconds since 1970, with fractions if they are known
   */
  async attached(ue: readonly AssociateId[], at: number): Promise<void> {
    const keys = ueKeys(ue);
    this.departures.came(keys);
    await this.handovers.alone(keys, async () => {
      for (const handover of this.stagedFor(ue)) if (handover.state === 'STAGED') this.waiting.attach(handover, at, 'The RNIS has told hoStatus 3.');
    });
  }

  /** The UE has gone on to a cell that is none of ours. That of the source does not count before the UE was here: there it has been all the time. */
  async left(ue: readonly AssociateId[], to: CellReference | undefined): Promise<void> {
    if (to) this.departures.left(ueKeys(ue), to);
    for (const { handoverId } of this.stagedFor(ue))
      await this.inLaneOf(handoverId, async (handover) => {
        if (!handover || !isStagedOnly(handover.state)) return;
        if (handover.state === 'STAGED' && to && mayShareBaseStation(to, handover.sourceCell!)) return;
        await this.withdrawal.withdraw(handover, {
          event: 'give up', step: { step: 'ATTACH', outcome: 'FAILED' }, reason: 'UE_LEFT', detail: 'The UE has gone on to another platform.', ...(to && { onwardCell: to }),
        });
      });
  }

  private stagedFor(ue: readonly AssociateId[]): Handover[] {
    return this.handovers.of(ueKeys(ue)).filter(({ role, state }) => role === 'TARGET' && isStagedOnly(state));
  }

  /** The transfer will come too late: it is known by its id, for nobody has said whose it is. */
  private async cancelBeforehand(handoverId: string, { sourcePlatformId: peerPlatformId, epoch, reason }: CancellationMessage): Promise<Handover> {
    const now = this.clock.now();
    const timeline = [entryOf({ step: 'CANCELLATION', detail: 'The cancellation has come before the transfer.' }, now)];
    const handover: Handover = {
      ...{ handoverId, role: 'TARGET', state: 'CANCELLED', trigger: 'CANCELLATION', ueKeys: [], rules: [], timeline },
      ...{ startedAt: now, stateEnteredAt: now, endedAt: now, peerPlatformId, epoch, reason },
    };
    await this.handovers.save(handover);
    return handover;
  }

  /** In the lane of its UE; which one that is can become known only while it is waited for. */
  private async inLaneOf<T>(handoverId: string, work: (handover: Handover | undefined) => Promise<T>): Promise<T> {
    const known = this.handovers.get(handoverId)?.ueKeys ?? [];
    const done = await this.handovers.alone([handoverId, ...known], async () => {
      const handover = this.handovers.get(handoverId);
      return (handover?.ueKeys.length ?? 0) > known.length ? undefined : { result: await work(handover) };
    });
    return done ? done.result : this.inLaneOf(handoverId, work);
  }
}
