export { AppRulesModule } from './app-rules.module.js';
export type { AppRule, RuleAttributes } from './domain/app-rule.js';
export { DnsRules } from './domain/dns-rules.js';
export type { RuleBook } from './domain/rule-book.js';
export { RuleEffects } from './domain/rule-effects.js';
export { TrafficRules } from './domain/traffic-rules.js';
export type { DestinationInterface, DnsRuleAttributes, TrafficRuleAttributes } from './domain/types.js';
