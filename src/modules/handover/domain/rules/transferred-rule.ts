import type { RuleApplication, TransferredRule } from '../types.js';

/** Where a rule was created; it stays the same however often the rule is handed over. */
export type RuleHome = Pick<TransferredRule, 'homePlatformId' | 'homeAppInstanceId' | 'homeRuleId'>;

/** A rule of this platform. */
export interface LocalRule {
  appInstanceId: string;
  trafficRuleId: string;
  attributes: Omit<TransferredRule['rule'], 'trafficRuleId'>;
}

/** @param home where it has come from; absent if it was created here */
export function transferredRule(platformId: string, { appInstanceId, trafficRuleId, attributes }: LocalRule, application: RuleApplication, home?: RuleHome): TransferredRule {
  const { homePlatformId, homeAppInstanceId, homeRuleId } = home ?? { homePlatformId: platformId, homeAppInstanceId: appInstanceId, homeRuleId: trafficRuleId };
  return { homePlatformId, homeAppInstanceId, homeRuleId, application, rule: { ...attributes, trafficRuleId } };
}
