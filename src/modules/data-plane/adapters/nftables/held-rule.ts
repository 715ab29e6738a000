import { createHash } from 'node:crypto';
import type { Family, Selector } from '../../domain/selector.js';
import type { Steering } from '../../domain/steering.js';
import { kindOf, markOf } from './marks.js';

/** A selector of a rule, as it stands in a map of the kernel. */
export interface Entry {
  readonly rule: HeldRule;
  /** Among the selectors of the rule. */
  readonly index: number;
  readonly selector: Selector;
}

/** What tells one rule in effect from another; rules of the same fingerprint treat the same packets alike. */
export function fingerprintOf(key: string, order: number, steering: Steering): string {
  const text = JSON.stringify([key, order, steering], (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return createHash('sha256').update(text).digest('base64url');
}

/** A rule that is in effect. */
export class HeldRule {
  readonly entries: readonly Entry[];
  readonly families: ReadonlySet<Family>;
  readonly mark: number;

  constructor(
    readonly key: string,
    readonly order: number,
    readonly steering: Steering,
    readonly fingerprint: string,
    readonly number: number,
  ) {
    this.entries = steering.selectors.map((selector, index) => ({ rule: this, index, selector }));
    this.families = new Set(steering.selectors.map(({ family }) => family));
    this.mark = markOf(kindOf(steering), number);
  }
}

/** Which of two entries of equal priority is asked first. */
export const before = (one: Entry, other: Entry): number =>
  one.rule.order - other.rule.order || one.rule.number - other.rule.number || one.index - other.index;
