import type { components } from '../../../generated/mec011-app-support.js';

type Schemas = components['schemas'];

/** The data types of MEC 011, 7.1, as the document defines them. */
type TrafficRule = Schemas['TrafficRule'];
export type TrafficFilter = Schemas['TrafficFilter'];
export type DestinationInterface = Schemas['DestinationInterface'];
type DnsRule = Schemas['DnsRule'];
export type RuleState = Schemas['RuleState'];

/** A rule without its id, which stands beside it. */
export type TrafficRuleAttributes = Omit<TrafficRule, 'trafficRuleId'>;
export type DnsRuleAttributes = Omit<DnsRule, 'dnsRuleId'>;
