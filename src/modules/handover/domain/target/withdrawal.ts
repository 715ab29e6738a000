import { Injectable } from '@nestjs/common';
import { type RuleKey, RuleMoves } from '../../../app-rules/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { POINTS } from '../failpoints.js';
import { Guests } from '../record/guests.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { atTarget } from '../record/transition.js';
import type { TargetEvent } from '../states/target-states.js';
import { forwardsToEnd } from './forwarding.js';

interface End extends Pick<Handover, 'reason' | 'detail' | 'onwardCell'> {
  event: Extract<TargetEvent, 'give up' | 'be cancelled' | 'be superseded'>;
  step: Parameters<typeof atTarget>[2];
}

/** Ends what has only been staged. */
@Injectable()
export class Withdrawal {
  constructor(
    private readonly handovers: Handovers,
    private readonly guests: Guests,
    private readonly moves: RuleMoves,
    private readonly identity: PlatformIdentity,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  /** In the UE's lane: purges the staged rules, and nothing of the UE is forwarded any more. @throws Problem 409 if the state forbids it */
  async withdraw(handover: Handover, end: End): Promise<Handover> {
    const after = this.ended(handover, end);
    this.failpoints.reach(POINTS['before-purge']);
    await this.moves.move({ forwards: { remove: forwardsToEnd(handover) } }, async (transaction) => {
      await this.purge(transaction, this.stagedOf(handover));
      await this.handovers.write(transaction, after);
    });
    this.failpoints.reach(POINTS['after-purge']);
    return after;
  }

  /** The handover without its rules. @throws Problem 409 if the state forbids it */
  ended(handover: Handover, { event, step, ...why }: End): Handover {
    const { detail } = why;
    return { ...atTarget(handover, event, { ...step, detail }, this.clock.now()), ...why, rules: [], ...(handover.forwarding !== undefined && { forwarding: false }) };
  }

  /** What has come with the handover only: neither what an older one has made active, nor our own rules. */
  stagedOf({ rules }: Handover): RuleKey[] {
    return rules.filter((rule) => rule.homePlatformId !== this.identity.id && this.moves.isWithheld(rule));
  }

  async purge(transaction: Transaction, staged: readonly RuleKey[]): Promise<void> {
    await this.moves.purge(transaction, staged);
    await this.guests.remove(transaction, staged);
  }
}
