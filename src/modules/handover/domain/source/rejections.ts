import { Injectable } from '@nestjs/common';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import type { RejectionMessage } from '../types.js';
import { Beginnings } from './beginning.js';
import { fromHere } from './open-handovers.js';
import { SourceTransitions } from './source-transitions.js';

/** The target has given the rules back. */
@Injectable()
export class Rejections {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly beginnings: Beginnings,
  ) {}

  /** In the lane. A UE that has gone on is followed at once; all else is looked at by the sweep. */
  async take(handover: Handover, message: RejectionMessage): Promise<Handover> {
    const { reason, detail } = message;
    const rejected = await this.transitions.happen(handover, 'be rejected', { step: 'COMPLETION', outcome: 'FAILED', detail }, { changes: { reason, detail } });
    this.follow(rejected, message);
    return rejected;
  }

  /** In the lane, with a handover that has failed: the target may have been asked how it stands before it has told where the UE is. */
  follow({ handoverId, reason: known, ue, ueKeys, rules, sourceCell }: Handover, { reason, targetCell }: RejectionMessage): void {
    const isNewest = fromHere(this.handovers, ueKeys).at(-1)?.handoverId === handoverId;
    if (known !== 'UE_LEFT' || reason !== 'UE_LEFT' || !targetCell || !isNewest) return;
    this.beginnings.begin({
      ue: ue!,
      trigger: 'WRONG_PREDICTION',
      rules,
      toldCells: [targetCell],
      ...(sourceCell && { sourceCell }),
      supersedes: handoverId,
      detail: 'The target says that the UE has gone on.',
    });
  }
}
