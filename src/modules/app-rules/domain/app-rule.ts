import type { RuleState } from './types.js';

export type RuleKind = 'traffic' | 'dns';

/** A rule of an application instance, as it is recorded. */
export interface AppRule<Attributes> {
  appInstanceId: string;
  /** Unique among the rules of its kind of one application instance. */
  ruleId: string;
  /** Grows with every rule of its kind that is created. */
  position: number;
  /** `state` is the one that was asked for; the one in effect is told by RuleBook.stateOf. */
  attributes: Attributes;
  /** Kept out of effect, whatever state was asked for: another platform serves its UE. */
  withheld: boolean;
}

/** What all kinds of rules have. */
export interface RuleAttributes {
  state: RuleState;
}

/** Names a rule among all of its kind. */
export const ruleKey = (appInstanceId: string, ruleId: string): string => JSON.stringify([appInstanceId, ruleId]);

export const keyOf = ({ appInstanceId, ruleId }: AppRule<unknown>): string => ruleKey(appInstanceId, ruleId);

export interface RuleChange<Attributes> {
  change: 'CREATED' | 'REPLACED' | 'REMOVED';
  /** As it is after the change; after a removal, as it was before. */
  rule: AppRule<Attributes>;
}
