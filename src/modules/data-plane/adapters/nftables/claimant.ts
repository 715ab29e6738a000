import type { Selector } from '../../domain/selector.js';
import type { HeldRule } from './held-rule.js';
import type { Ruleset } from './ruleset.js';

export const isFlow = ({ steering }: HeldRule): boolean => steering.scope === 'FLOW';

/**
 * The rule on flows that would claim a connection if it began now with these packets. Where a PACKET rule takes them first,
 * none would, unless it takes those of one traffic class only.
 * @param mayDependOnClass whether a rule on flows counts whose filter asks for a traffic class, which of a connection is not known
 */
export function claimant(packets: Selector, ruleset: Ruleset, mayDependOnClass: (rule: HeldRule) => boolean = () => true): HeldRule | undefined {
  for (const { rule, selector } of ruleset.overlapping(packets)) {
    if (isFlow(rule) && (selector.trafficClass === undefined || mayDependOnClass(rule))) return rule;
    if (!isFlow(rule) && selector.trafficClass === undefined) return undefined;
  }
  return undefined;
}
