import type { ForwardChange } from '../../data-plane/index.js';
import type { TrafficRuleAttributes } from './types.js';

/** Names a traffic rule. */
export interface RuleKey {
  appInstanceId: string;
  trafficRuleId: string;
}

export interface RuleDraft extends RuleKey {
  attributes: TrafficRuleAttributes;
}

/** What becomes of rules together. Rules that are not there are passed over. */
export interface RuleMove {
  /** Rules that are no longer withheld. */
  release?: readonly RuleKey[];
  /** Rules that are from now on kept out of effect. */
  withhold?: readonly RuleKey[];
  remove?: readonly RuleKey[];
  forwards?: ForwardChange;
}
