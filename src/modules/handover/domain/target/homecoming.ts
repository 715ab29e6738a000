import { Injectable } from '@nestjs/common';
import { type AppRule, RuleMoves, type TrafficRuleAttributes, TrafficRules } from '../../../app-rules/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { startRounds } from '../../../common/rounds/index.js';
import { Rni, type UeContext } from '../ports/rni.js';
import { Handovers } from '../record/handovers.js';
import { isRuleOfUe, singleAddressesIn } from '../rules/ue-rules.js';
import { isComing } from '../source/open-handovers.js';
import { ueKeys } from '../ue-key.js';

/** From one round to the next a platform that still has the rules has time to hand them over. */
const EVERY_MS = 30_000;

type Rule = AppRule<TrafficRuleAttributes>;

const keyOf = ({ appInstanceId, ruleId }: Rule) => ({ appInstanceId, trafficRuleId: ruleId });
const textOf = (rule: Rule): string => JSON.stringify(keyOf(rule));

/**
 * Puts rules that were created here back into effect when their UE is here and nobody hands them over: who had them in effect may have lost them, with an
 * application, a database or its place among the peers. Two owners for a while are possible, none for ever is not. Rules for tunnels wait for a transfer.
 */
@Injectable()
export class Homecoming {
  /** Rules whose UE was here in the last round. */
  private seen = new Set<string>();

  constructor(
    private readonly rules: TrafficRules,
    private readonly moves: RuleMoves,
    private readonly handovers: Handovers,
    private readonly rni: Rni,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.look(), complaint: 'It could not be looked whether UEs have come back to their rules; trying again.' });
  }

  private async look(): Promise<void> {
    const contexts = new Map<string, UeContext | undefined>();
    const here = new Set<string>();
    for (const rule of this.rules.all().filter((each) => each.withheld && !this.rules.isGuest(each))) {
      const context = await this.contextOf(rule, contexts);
      if (!context) continue;
      here.add(textOf(rule));
      if (this.seen.has(textOf(rule))) await this.release(rule, ueKeys(context.ue.associateId));
    }
    this.seen = here;
  }

  /** Of the UE of the rule, if it is here. */
  private async contextOf(rule: Rule, asked: Map<string, UeContext | undefined>): Promise<UeContext | undefined> {
    for (const address of singleAddressesIn(rule.attributes.trafficFilter)) {
      if (!asked.has(address.value)) asked.set(address.value, await this.rni.context([address]));
      const context = asked.get(address.value);
      const addresses = context?.ue.associateId.filter(({ type }) => type <= 2).map(({ value }) => value) ?? [];
      if (context && isRuleOfUe(rule.attributes.trafficFilter, { addresses, bearers: context.bearers, bearersOfOthers: [] })) return context;
    }
    return undefined;
  }

  private async release(rule: Rule, keys: readonly string[]): Promise<void> {
    await this.handovers.alone(keys, async () => {
      if (isComing(this.handovers, keys) || !this.moves.isWithheld(keyOf(rule))) return;
      await this.moves.move({ release: [keyOf(rule)] }, async () => undefined);
      log.info({ appInstanceId: rule.appInstanceId }, 'A rule is in effect again, because its UE has come back and nobody has handed it over.');
    });
  }
}
