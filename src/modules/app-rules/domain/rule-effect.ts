import type { AppRule } from './app-rule.js';

/** What makes the rules of one kind take effect. */
export interface RuleEffect<Attributes> {
  /** False: the rules are a record only. */
  readonly enforces: boolean;
  /** @throws Problem 422 if the rule can never take effect here */
  check(attributes: Attributes): void;
  /** Begins with these rules in effect, whatever was in effect before. @throws ConfigurationError if there can be no effect here */
  start(rules: AppRule<Attributes>[]): Promise<void>;
  /** All or nothing. `remove` names rules by their keys. @throws Problem 422 or 503, and then nothing has changed */
  change(change: { put: AppRule<Attributes>[]; remove: string[] }): Promise<void>;
  /** Whether the rule of this key is in effect. */
  holds(key: string): boolean;
}
