export { AppRulesModule } from './app-rules.module.js';
export type { AppRule, RuleAttributes, RuleChange } from './domain/app-rule.js';
export { DnsRules } from './domain/dns-rules.js';
export type { RuleBook } from './domain/rule-book.js';
export { RuleEffects } from './domain/rule-effects.js';
export type { RuleDraft, RuleKey, RuleMove } from './domain/rule-move.js';
export { RuleMoves } from './domain/rule-moves.js';
export { TRAFFIC_RULE_CHANGED, TrafficRules } from './domain/traffic-rules.js';
export type { DestinationInterface, DnsRuleAttributes, TrafficRuleAttributes } from './domain/types.js';
