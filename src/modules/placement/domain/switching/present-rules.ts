import { Injectable } from '@nestjs/common';
import { type AppRule, type RuleKey, type TrafficRuleAttributes, TrafficRules } from '../../../app-rules/index.js';
import { World } from '../ports/world.js';
import type { User, UserKey } from '../world/world-items.js';
import { ruleIdsOf } from './rule-ids.js';

export type Rule = AppRule<TrafficRuleAttributes>;

export const ruleKeyOf = ({ appInstanceId, ruleId }: Rule): RuleKey => ({ appInstanceId, trafficRuleId: ruleId });

/** The rules of users at the instances of copies. Those that have come from other platforms are none of them, whatever they are called. */
@Injectable()
export class PresentRules {
  constructor(
    private readonly world: World,
    private readonly rules: TrafficRules,
  ) {}

  /** The one that is recorded for a user. */
  of(user: User): Rule | undefined {
    const { ruleAt } = user;
    if (ruleAt === undefined) return undefined;
    return ruleIdsOf(user).flatMap((id) => this.rules.find(ruleAt, id) ?? []).find((rule) => !this.rules.isGuest(rule));
  }

  /** Others of the same user, which a switch has left that came to no end. */
  straysOf(user: User): Rule[] {
    const { applicationId, associateId, ruleAt } = user;
    if (!associateId) return [];
    const ids = ruleIdsOf(user);
    const isStray = (rule: Rule): boolean =>
      ids.includes(rule.ruleId) && rule.appInstanceId !== ruleAt && this.world.deployment(rule.appInstanceId)?.applicationId === applicationId && !this.rules.isGuest(rule);
    return this.rules.ofAddresses([associateId.value]).filter(isStray);
  }

  /** For a rule of the user at a copy. */
  freeKeyAt(user: UserKey, deploymentId: string): RuleKey {
    const [first, second] = ruleIdsOf(user);
    return { appInstanceId: deploymentId, trafficRuleId: this.rules.find(deploymentId, first) ? second : first };
  }
}
