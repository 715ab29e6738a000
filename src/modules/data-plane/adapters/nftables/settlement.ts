import { networkInterfaces } from 'node:os';
import type { Family } from '../../domain/selector.js';
import { isFlow } from './claimant.js';
import { type Connection, packetsOf, type Tuple } from './connection.js';
import type { Conntrack } from './conntrack.js';
import type { FormerConnections } from './former-connections.js';
import type { HeldRule } from './held-rule.js';
import { type Ending, misplaced } from './misplaced.js';
import { OverlapIndex } from './overlap-index.js';
import type { Exchange, Ruleset } from './ruleset.js';

const FAMILIES: readonly Family[] = [4, 6];

const localAddresses = (): Set<string> => new Set(Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address)));

/** Lets the kernel forget connections after a change, so that they begin anew under the rules that are now in effect. */
export class Settlement {
  constructor(
    private readonly conntrack: Conntrack,
    private readonly former: FormerConnections,
  ) {}

  /** Looks at the connections that a change concerns. @throws CommandFailed */
  async afterChange(ruleset: Ruleset, { gone, added, arriving }: Omit<Exchange, 'forwards'>): Promise<void> {
    const concerning = [...added.filter(isFlow), ...gone.filter((rule) => !isFlow(rule))];
    const families = new Set([...concerning, ...gone].flatMap((rule) => [...rule.families]));
    const index = new OverlapIndex();
    for (const entry of concerning.flatMap(({ entries }) => entries)) index.add(entry);
    const local = localAddresses();
    const isMatched = (connection: Connection) => (tuple: Tuple) => !index.overlapping(packetsOf(connection, tuple)).next().done;
    const isConcerned = (connection: Connection) => !local.has(connection.original.source) && [connection.original, connection.reply].some(isMatched(connection));
    for (const family of families) await this.settle(family, (connections) => misplaced(connections, ruleset, { isConcerned, ...(arriving && { arriving }) }));
  }

  /** Looks at all connections: the process that was here before may have died in the midst of a change. @throws CommandFailed */
  async afterStart(ruleset: Ruleset, added: readonly HeldRule[]): Promise<void> {
    const local = localAddresses();
    const isNew = new Set(added);
    const concern = { isConcerned: ({ original }: Connection) => !local.has(original.source), mayDependOnClass: (rule: HeldRule) => isNew.has(rule) };
    for (const family of FAMILIES) await this.settle(family, (connections) => misplaced(connections, ruleset, concern));
  }

  private async settle(family: Family, misplacedOf: (connections: Connection[]) => Ending[]): Promise<void> {
    const connections = await this.conntrack.list(family);
    const endings = misplacedOf(connections);
    await this.former.add(endings);
    await this.conntrack.forget(connections, new Set(endings.map(({ connection }) => connection)));
  }
}
