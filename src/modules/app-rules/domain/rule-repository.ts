import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppRule, RuleAttributes, RuleKind } from './app-rule.js';

type RuleName = Pick<AppRule<unknown>, 'appInstanceId' | 'ruleId'>;

/** Where rules are kept. */
export abstract class RuleRepository {
  /** Those of one kind, oldest first. */
  abstract all<Attributes extends RuleAttributes>(kind: RuleKind): Promise<AppRule<Attributes>[]>;
  /** Reads inside a unit of work; nobody else changes the rule until it is over. */
  abstract lock<Attributes extends RuleAttributes>(
    transaction: Transaction,
    kind: RuleKind,
    appInstanceId: string,
    ruleId: string,
  ): Promise<AppRule<Attributes> | undefined>;
  /** The same for all rules of an application instance. */
  abstract lockAllOf<Attributes extends RuleAttributes>(transaction: Transaction, kind: RuleKind, appInstanceId: string): Promise<AppRule<Attributes>[]>;
  /** The same for some rules; those that are not there are left out. */
  abstract lockThese<Attributes extends RuleAttributes>(transaction: Transaction, kind: RuleKind, rules: readonly RuleName[]): Promise<AppRule<Attributes>[]>;
  /** Answers false, and does nothing, if the application instance has a rule of this id. */
  abstract insert(transaction: Transaction, kind: RuleKind, rule: AppRule<RuleAttributes>): Promise<boolean>;
  abstract update(transaction: Transaction, kind: RuleKind, rule: AppRule<RuleAttributes>): Promise<void>;
  /** Withholds or releases rules. */
  abstract setWithheld(transaction: Transaction, kind: RuleKind, rules: readonly RuleName[], withheld: boolean): Promise<void>;
  abstract remove(transaction: Transaction, kind: RuleKind, rules: readonly RuleName[]): Promise<void>;
}
