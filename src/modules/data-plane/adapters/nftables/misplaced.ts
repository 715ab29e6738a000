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

/** What a settlement looks at. */
export interface Concern {
  /** Which connections are looked at, besides those whose rule is gone. */
  readonly isConcerned: (connection: Connection) => boolean;
  readonly mayDependOnClass?: (rule: HeldRule) => boolean;
  /** Rules that come with their UE from another host. */
  readonly arriving?: ReadonlySet<HeldRule>;
}

/**
 * Rules that drop flows find connections by packets of either direction, others by those of the first one. So do rules that come with a UE: what a
 * server at the former place has sent it before it sent anything here has begun the connection from behind. A rule that forwards it already has found it begin here.
 */
function claimOn(connection: Connection, ruleset: Ruleset, { mayDependOnClass, arriving }: Concern): Claim {
  const { original, reply } = connection;
  const [rule, backwards] = [original, reply].map((tuple) => claimant(packetsOf(connection, tuple), ruleset, mayDependOnClass));
  const isEither = backwards && (backwards.steering.effect.does === 'drop' || (arriving?.has(backwards) && !isForwarded(connection.mark)));
  const claim: Claim = isEither && !(rule && rule.steering.priority <= backwards.steering.priority) ? { rule: backwards, barred: original } : { ...(rule && { rule }), barred: reply };
  return isUntranslated(connection) ? claim : { ...(claim.rule && { rule: claim.rule }) };
}

/** A packet that came between the change and this may have claimed the connection for the rule, too late for its translation. */
function goesToTarget({ reply }: Connection, { steering: { effect } }: HeldRule): boolean {
  return !('target' in effect) || isSameAddress(reply.source, effect.target);
}

/** Those connections that the rules in effect would treat differently if they began now. */
export function misplaced(connections: readonly Connection[], ruleset: Ruleset, concern: Concern): Ending[] {
  return connections.flatMap((connection) => {
    const holder = ruleset.ofMark(connection.mark);
    const isStale = isOurs(connection.mark) && !holder;
    if (!isStale && !concern.isConcerned(connection)) return [];
    const claim = claimOn(connection, ruleset, concern);
    const isHigher = claim.rule && (!holder || claim.rule.steering.priority < holder.steering.priority);
    const canJoin = claim.rule?.steering.effect.does === 'pass' && !isForwarded(connection.mark);
    const isLate = holder !== undefined && !goesToTarget(connection, holder);
    return isStale || isLate || (isHigher && !canJoin) ? [{ connection, ...claim }] : [];
  });
}
