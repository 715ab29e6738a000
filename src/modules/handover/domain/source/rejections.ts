import { Injectable } from '@nestjs/common';
import type { Handover } from '../record/handover.js';
import type { RejectionMessage } from '../types.js';
import { Beginnings } from './beginning.js';
import { SourceTransitions } from './source-transitions.js';

/** The target has given the rules back. */
@Injectable()
export class Rejections {
  constructor(
    private readonly transitions: SourceTransitions,
    private readonly beginnings: Beginnings,
  ) {}

  /** In the lane. A UE that has gone on is followed at once; all else is looked at by the sweep. */
  async take(handover: Handover, { reason, detail, targetCell }: RejectionMessage): Promise<Handover> {
    const rejected = await this.transitions.happen(handover, 'be rejected', { step: 'COMPLETION', outcome: 'FAILED', detail }, { changes: { reason, detail } });
    if (reason === 'UE_LEFT' && targetCell) this.follow(rejected, targetCell);
    return rejected;
  }

  private follow({ handoverId, ue, rules, sourceCell }: Handover, targetCell: NonNullable<RejectionMessage['targetCell']>): void {
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
