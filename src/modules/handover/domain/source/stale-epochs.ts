import { Injectable } from '@nestjs/common';
import { currentEpoch } from '../epochs.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { UeEpochs } from '../record/ue-epochs.js';
import { Beginnings } from './beginning.js';
import { SourceTransitions, type Step } from './source-transitions.js';

/** The target knows a newer epoch of the UE than we, whose database may have been replaced: once more, above that; a second time it would never end. */
@Injectable()
export class StaleEpochs {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly epochs: UeEpochs,
    private readonly beginnings: Beginnings,
  ) {}

  async take(handover: Handover, known: number, step: Step, changes: Partial<Handover>): Promise<undefined> {
    await this.handovers.alone(handover.ueKeys, async () => {
      const now = this.transitions.unchanged(handover);
      if (!now) return;
      const epoch = currentEpoch([known, ...this.epochs.of(now.ueKeys)]);
      await this.transitions.happen(now, 'fail', step, { changes, record: (transaction) => this.epochs.write(transaction, now.ueKeys, epoch) });
      if (!now.afterStaleEpoch) this.onceMore(now);
    });
  }

  private onceMore({ handoverId, trigger, supersedes, ue, rules, sourceCell, targetCell, radioAt }: Handover): void {
    this.beginnings.begin({
      ue: ue!,
      trigger,
      rules,
      toldCells: [targetCell!],
      ...(sourceCell && { sourceCell }),
      ...(radioAt !== undefined && { radioAt }),
      supersedes: trigger === 'RULES_CHANGED' ? supersedes! : handoverId,
      afterStaleEpoch: true,
      detail: 'The target knows a newer epoch.',
    });
  }
}
