import { Injectable } from '@nestjs/common';
import { isOver } from '../states/source-states.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { homeAndText } from '../rules/canonical-transfer.js';
import type { LocalRule } from '../rules/transferred-rule.js';
import { Beginnings } from './beginning.js';
import { fromHere } from './open-handovers.js';
import { RulesOfUe } from './rules-of-ue.js';
import { SourceTransitions } from './source-transitions.js';

/** What becomes of a handover whose rules are not those any more that the target has. */
@Injectable()
export class RuleChanges {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly rules: RulesOfUe,
    private readonly beginnings: Beginnings,
  ) {}

  /** Compares the rules with those that were transferred, and begins another handover if they differ. @returns whether this handover has gone on by that */
  async answer(handover: Handover): Promise<boolean> {
    const rules = await this.rules.of(handover.ue!.associateId, handover.transfer!.bearers);
    if (!rules.length) return this.cancel(handover);
    const successors = fromHere(this.handovers, handover.ueKeys).filter(({ trigger, supersedes }) => trigger === 'RULES_CHANGED' && supersedes === handover.handoverId);
    const { transfer } = successors.findLast((successor) => successor.transfer) ?? handover;
    // What the target has refused it would refuse again.
    if (successors.some(({ state }) => !isOver(state)) || this.isAsSent(rules, transfer)) return false;
    await this.handovers.alone(handover.ueKeys, async () => {
      const now = this.transitions.unchanged(handover);
      if (now) this.succeed(now, rules);
    });
    return false;
  }

  private isAsSent(rules: readonly LocalRule[], transfer: Handover['transfer']): boolean {
    const sent = transfer!.rules.map((one) => homeAndText(one, one.rule));
    const present = rules.map((rule) => homeAndText(this.beginnings.handed(rule), rule.attributes));
    return sent.length === present.length && present.every((text) => sent.includes(text));
  }

  private succeed({ handoverId, ue, targetCell, sourceCell, radioAt }: Handover, rules: readonly LocalRule[]): void {
    this.beginnings.begin({
      ue: ue!,
      trigger: 'RULES_CHANGED',
      rules,
      toldCells: [targetCell!],
      ...(sourceCell && { sourceCell }),
      ...(radioAt !== undefined && { radioAt }),
      supersedes: handoverId,
    });
  }

  private async cancel(handover: Handover): Promise<boolean> {
    const detail = 'The UE has no rules here any more.';
    return (await this.transitions.go(handover, 'cancel', { step: 'CANCELLATION', detail }, { changes: { reason: 'RULES_GONE', detail } })) !== undefined;
  }
}
