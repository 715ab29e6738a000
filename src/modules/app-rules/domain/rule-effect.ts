import type { EffectItem } from './effect-item.js';

export interface EffectChange<Attributes> {
  put: EffectItem<Attributes>[];
  /** Keys of items. */
  remove: string[];
  /** Keys of those put that come with their UE from another platform. */
  arriving?: readonly string[];
}

/** What makes the rules of one kind take effect. */
export interface RuleEffect<Attributes> {
  /** False: the rules are a record only. */
  readonly enforces: boolean;
  /** @throws Problem 422 if the rule can never take effect here */
  check(attributes: Attributes): void;
  /** Begins with these in effect, whatever was in effect before. @throws ConfigurationError if there can be no effect here */
  start(items: EffectItem<Attributes>[]): Promise<void>;
  /** All or nothing. @throws Problem 422 or 503, and then nothing has changed */
  change(change: EffectChange<Attributes>): Promise<void>;
  /** Whether the item of this key is in effect. */
  holds(key: string): boolean;
}
