import { Injectable } from '@nestjs/common';
import { type RuleKey, RuleMoves } from '../../../app-rules/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { log } from '../../../common/log/index.js';
import { stopwatch } from '../durations.js';
import { POINTS } from '../failpoints.js';
import { Guests } from '../record/guests.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { homeAndText } from '../rules/canonical-transfer.js';
import { Beginnings } from './beginning.js';
import { RulesOfUe } from './rules-of-ue.js';
import { SourceTransitions } from './source-transitions.js';

/** DEACTIVATING: takes the rules out of effect that the target has in effect. */
@Injectable()
export class Deactivating {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly rules: RulesOfUe,
    private readonly moves: RuleMoves,
    private readonly guests: Guests,
    private readonly beginnings: Beginnings,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  async advance(handover: Handover): Promise<undefined> {
    const duration = stopwatch(this.clock);
    const { transfer } = handover;
    const present = await this.rules.of(transfer!.ue.associateId, transfer!.bearers);
    const sent = new Set(transfer!.rules.map((one) => homeAndText(one, one.rule)));
    // What has changed since, the target does not have: it stays in effect, and is handed over anew.
    const same = present.filter((rule) => sent.has(homeAndText(this.beginnings.handed(rule), rule.attributes)));
    if (same.length < present.length) log.info({ handoverId: handover.handoverId, rules: present.length - same.length }, 'Rules that have changed during the handover stay in effect.');
    await this.handovers.alone(handover.ueKeys, async () => {
      const now = this.transitions.unchanged(handover);
      if (now) await this.withhold(now, same, duration);
    });
  }

  private async withhold(handover: Handover, rules: readonly RuleKey[], duration: () => number): Promise<void> {
    const isGuest = (rule: RuleKey) => this.guests.homeOf(rule) !== undefined;
    const guests = rules.filter(isGuest);
    this.failpoints.reach(POINTS['before-withhold']);
    await this.moves.move({ withhold: rules.filter((rule) => !isGuest(rule)), remove: guests }, async (transaction) => {
      this.failpoints.reach(POINTS['after-withhold']);
      await this.guests.remove(transaction, guests);
      await this.handovers.write(transaction, this.transitions.next(handover, 'finish', { step: 'DEACTIVATION', duration: duration() }));
    });
    this.failpoints.reach(POINTS['after-record-end-of-source']);
  }
}
