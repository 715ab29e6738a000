import { Injectable } from '@nestjs/common';
import { refuseFaults } from '../../../common/problem/index.js';
import { cellFaults } from '../detection/cell.js';
import type { Hint } from '../detection/hint.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { conflictOf, requireEpoch, requireOwnName, requirePeer, unknownHandover } from '../refusals.js';
import { isOver } from '../states/source-states.js';
import type { CompletionMessage, RejectionMessage } from '../types.js';
import { Hearing } from './hearing.js';
import { Rejections } from './rejections.js';
import { SourceTransitions } from './source-transitions.js';

/** States in which the rules are known to be active at the target. */
const KNOWN_ACTIVE: readonly string[] = ['CONFIRMED', 'DEACTIVATING', 'COMPLETED'];

/** The handovers in which a UE leaves this platform. */
@Injectable()
export class SourceSide {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly hearing: Hearing,
    private readonly rejections: Rejections,
  ) {}

  /** Something has been told of a UE. */
  notice(hint: Hint): Promise<void> {
    return this.hearing.notice(hint);
  }

  /** The target reports that the rules are active. @throws Problem 403, 404, or 409 with ANOTHER_CONTENT */
  async confirm(handoverId: string, peerId: string, body: CompletionMessage): Promise<Handover> {
    requireOwnName('targetPlatformId', body.targetPlatformId, peerId);
    return this.inLaneOf(handoverId, (handover) => {
      this.requireSent(handover, peerId, body.epoch);
      if (KNOWN_ACTIVE.includes(handover.state)) return handover;
      const { bearer, activatedAt, attachToActive } = body;
      const changes = { bearer, activatedAt: Date.parse(activatedAt), attachToActive };
      return this.transitions.happen(handover, 'be confirmed', { step: 'COMPLETION', detail: 'The target has reported.' }, { changes });
    });
  }

  /** The target gives the rules back. @throws Problem 400, 403, 404, or 409 with ANOTHER_CONTENT or ALREADY_ACTIVE */
  async reject(handoverId: string, peerId: string, body: RejectionMessage): Promise<Handover> {
    requireOwnName('targetPlatformId', body.targetPlatformId, peerId);
    if (body.targetCell) refuseFaults(cellFaults(body.targetCell, '/targetCell'));
    return this.inLaneOf(handoverId, (handover) => {
      this.requireSent(handover, peerId, body.epoch);
      if (KNOWN_ACTIVE.includes(handover.state)) throw conflictOf('ALREADY_ACTIVE', 'The rules of the handover are known to be active at the target.');
      if (!isOver(handover.state)) return this.rejections.take(handover, body);
      this.rejections.follow(handover, body);
      return handover;
    });
  }

  /** The operator's wish. @throws Problem 404, 409 if the rules are known to be active at the target, or the handover is over */
  cancel(handoverId: string): Promise<Handover> {
    return this.inLaneOf(handoverId, (handover) => {
      if (handover.state === 'CANCELLING') return handover;
      const detail = 'The operator of the source has cancelled the handover.';
      return this.transitions.happen(handover, 'cancel', { step: 'CANCELLATION', detail }, { changes: { reason: 'OPERATOR', detail } });
    });
  }

  private requireSent(handover: Handover, peerId: string, epoch: number): void {
    if (handover.epoch === undefined) throw unknownHandover(handover.handoverId);
    requirePeer(handover, peerId);
    requireEpoch(handover, epoch);
  }

  private inLaneOf(handoverId: string, work: (handover: Handover) => Handover | Promise<Handover>): Promise<Handover> {
    const known = this.handovers.get(handoverId);
    if (known?.role !== 'SOURCE') return Promise.reject(unknownHandover(handoverId));
    return this.handovers.alone(known.ueKeys, async () => work(this.handovers.get(handoverId)!));
  }
}
