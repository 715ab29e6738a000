import { networkInterfaces } from 'node:os';
import type { Family } from '../../domain/selector.js';
import { claimant, isFlow } from './claimant.js';
import { type Connection, isUntranslated, packetsOf } from './connection.js';
import type { Conntrack } from './conntrack.js';
import type { FormerConnections } from './former-connections.js';
import type { HeldRule } from './held-rule.js';
import { isForwarded, isOurs } from './marks.js';
import { OverlapIndex } from './overlap-index.js';
import type { Ruleset } from './ruleset.js';

const FAMILIES: readonly Family[] = [4, 6];

/** Rules that no longer are in effect, and rules that now are. */
export interface Exchange {
  gone: readonly HeldRule[];
  added: readonly HeldRule[];
}

const localAddresses = (): Set<string> => new Set(Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address)));

/**
 * Those connections that the rules in effect would treat differently if they began now, and for each the rule that would
 * claim it, if one would.
 * @param isConcerned which connections are looked at, besides those whose rule is gone
 */
export function misplaced(
  connections: readonly Connection[],
  ruleset: Ruleset,
  isConcerned: (connection: Connection) => boolean,
  mayDependOnClass?: (rule: HeldRule) => boolean,
): Map<Connection, HeldRule | undefined> {
  const result = new Map<Connection, HeldRule | undefined>();
  for (const connection of connections) {
    const holder = ruleset.ofMark(connection.mark);
    const isStale = isOurs(connection.mark) && !holder;
    if (!isStale && !isConcerned(connection)) continue;
    const rule = claimant(packetsOf(connection), ruleset, mayDependOnClass);
    const isHigher = rule && (!holder || rule.steering.priority < holder.steering.priority);
    const canJoin = rule?.steering.effect.does === 'pass' && !isForwarded(connection.mark);
    if (isStale || (isHigher && !canJoin)) result.set(connection, rule);
  }
  return result;
}

/** Lets the kernel forget connections after a change, so that they begin anew under the rules that are now in effect. */
export class Settlement {
  constructor(
    private readonly conntrack: Conntrack,
    private readonly former: FormerConnections,
  ) {}

  /** Looks at the connections that a change concerns. @throws CommandFailed */
  async afterChange(ruleset: Ruleset, { gone, added }: Exchange): Promise<void> {
    const concerning = [...added.filter(isFlow), ...gone.filter((rule) => !isFlow(rule))];
    const families = new Set([...concerning, ...gone].flatMap((rule) => [...rule.families]));
    const index = new OverlapIndex();
    for (const entry of concerning.flatMap(({ entries }) => entries)) index.add(entry);
    const local = localAddresses();
    const isConcerned = (connection: Connection) => !local.has(connection.original.source) && !index.overlapping(packetsOf(connection)).next().done;
    for (const family of families) await this.settle(family, (connections) => misplaced(connections, ruleset, isConcerned));
  }

  /** Looks at all connections: the process that was here before may have died in the midst of a change. @throws CommandFailed */
  async afterStart(ruleset: Ruleset, added: readonly HeldRule[]): Promise<void> {
    const local = localAddresses();
    const isForeign = ({ original }: Connection) => !local.has(original.source);
    const isNew = new Set(added);
    for (const family of FAMILIES) await this.settle(family, (connections) => misplaced(connections, ruleset, isForeign, (rule) => isNew.has(rule)));
  }

  private async settle(family: Family, misplacedOf: (connections: Connection[]) => Map<Connection, HeldRule | undefined>): Promise<void> {
    const connections = await this.conntrack.list(family);
    const ended = misplacedOf(connections);
    const barred = new Map([...ended].filter((pair): pair is [Connection, HeldRule] => pair[1] !== undefined && isUntranslated(pair[0])));
    await this.former.add(barred);
    await this.conntrack.forget(connections, new Set(ended.keys()));
  }
}
