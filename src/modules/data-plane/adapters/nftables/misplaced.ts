import { claimant } from './claimant.js';
import { type Connection, isSameAddress, isUntranslated, packetsOf, type Tuple } from './connection.js';
import type { HeldRule } from './held-rule.js';
import { isForwarded, isOurs } from './marks.js';
import type { Ruleset } from './ruleset.js';

/** A connection that has to begin anew. */
export interface Ending {
  connection: Connection;
  /** The rule on flows that would claim it, if one would. */
  rule?: HeldRule;
  /** The packets that the rule would not find, if they were the first. */
  barred?: Tuple;
}

type Claim = Pick<Ending, 'rule' | 'barred'>;

/** Rules that drop flows find connections by packets of either direction, others by those of the first one. */
function claimOn(connection: Connection, ruleset: Ruleset, mayDependOnClass?: (rule: HeldRule) => boolean): Claim {
  const { original, reply } = connection;
  const [rule, backwards] = [original, reply].map((tuple) => claimant(packetsOf(connection, tuple), ruleset, mayDependOnClass));
  const isDropped = backwards?.steering.effect.does === 'drop' && !(rule && rule.steering.priority <= backwards.steering.priority);
  const claim: Claim = isDropped ? { rule: backwards, barred: original } : { ...(rule && { rule }), barred: reply };
  return isUntranslated(connection) ? claim : { ...(claim.rule && { rule: claim.rule }) };
}

/** A packet that came between the change and this may have claimed the connection for the rule, too late for its translation. */
function goesToTarget({ reply }: Connection, { steering: { effect } }: HeldRule): boolean {
  return !('target' in effect) || isSameAddress(reply.source, effect.target);
}

/**
 * Those connections that the rules in effect would treat differently if they began now.
 * @param isConcerned which connections are looked at, besides those whose rule is gone
 */
export function misplaced(
  connections: readonly Connection[],
  ruleset: Ruleset,
  isConcerned: (connection: Connection) => boolean,
  mayDependOnClass?: (rule: HeldRule) => boolean,
): Ending[] {
  return connections.flatMap((connection) => {
    const holder = ruleset.ofMark(connection.mark);
    const isStale = isOurs(connection.mark) && !holder;
    if (!isStale && !isConcerned(connection)) return [];
    const claim = claimOn(connection, ruleset, mayDependOnClass);
    const isHigher = claim.rule && (!holder || claim.rule.steering.priority < holder.steering.priority);
    const canJoin = claim.rule?.steering.effect.does === 'pass' && !isForwarded(connection.mark);
    const isLate = holder !== undefined && !goesToTarget(connection, holder);
    return isStale || isLate || (isHigher && !canJoin) ? [{ connection, ...claim }] : [];
  });
}
