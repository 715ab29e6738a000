import { protocolNumber } from '../../../common/ip/index.js';
import type { Family } from '../../domain/selector.js';
import { claimant } from './claimant.js';
import { hasPorts, packetsOf, reversed, type Tuple } from './connection.js';
import { command, type Json, NFT_FAMILY, TABLE } from './expressions.js';
import type { HeldRule } from './held-rule.js';
import type { Ending } from './misplaced.js';
import type { Nft } from './nft.js';
import type { Ruleset } from './ruleset.js';

/** What the packets of the other end of a connection look like that a rule has ended. */
interface Former {
  family: Family;
  protocol: number;
  packets: Tuple;
  /** Number of the rule that now decides on the connection's packets. */
  owner: number;
}

interface ListedSet {
  set?: { elem?: { elem: { val: { concat: [source: string, destination: string, protocol: string | number, sourcePort: number, destinationPort: number] }; comment?: string } }[] };
}

/**
 * Connections that a change has ended. If the other end sends on before the client does, its packets must not open the
 * connection anew, the other way round, where the rule would not find it.
 */
export class FormerConnections {
  /** Numbers of rules that have some. */
  private owners = new Set<number>();

  constructor(private readonly nft: Nft) {}

  /** Commands that put those into new tables which the kernel holds now and for which a rule of the ruleset stands. @throws CommandFailed */
  async restore(families: readonly Family[], ruleset: Ruleset): Promise<Json[]> {
    const formers = inherited(await this.list(families), ruleset);
    this.owners = new Set(formers.map(({ owner }) => owner));
    return formers.map((former) => change('add', former));
  }

  /** Bars the way for packets of connections that a rule now claims, and that it would not find by them. @throws CommandFailed */
  async add(endings: readonly Ending[]): Promise<void> {
    const formers = endings.flatMap(({ connection, rule, barred }) => {
      const { family, protocol } = connection;
      return rule && barred && hasPorts(connection) ? [{ family, protocol, packets: barred, owner: rule.number }] : [];
    });
    if (formers.length === 0) return;
    await this.nft.transact(formers.map((former) => change('add', former)));
    for (const { owner } of formers) this.owners.add(owner);
  }

  /** Commands for when rules go: other rules take over from them, or the way is free. @throws CommandFailed */
  async leave(gone: readonly HeldRule[], ruleset: Ruleset): Promise<Json[]> {
    const leaving = new Set(gone.map(({ number }) => number).filter((number) => this.owners.has(number)));
    if (leaving.size === 0) return [];
    const formers = (await this.list([4, 6])).filter(({ owner }) => leaving.has(owner));
    const heirs = inherited(formers, ruleset);
    for (const { owner } of heirs) this.owners.add(owner);
    // Deleting what has just expired fails, so each is added before.
    return [...formers.flatMap((former) => [change('add', former), change('delete', former)]), ...heirs.map((former) => change('add', former))];
  }

  forget(gone: readonly HeldRule[]): void {
    for (const { number } of gone) this.owners.delete(number);
  }

  private async list(families: readonly Family[]): Promise<Former[]> {
    const lists = families.map(async (family) => {
      const listed = (await this.nft.list('set', NFT_FAMILY[family], TABLE, 'former')) as ListedSet[];
      return listed.flatMap(({ set }) => set?.elem ?? []).map(({ elem: { val, comment } }): Former => {
        const [source, destination, protocol, sourcePort, destinationPort] = val.concat;
        return { family, protocol: protocolNumber(String(protocol))!, packets: { source, destination, sourcePort, destinationPort }, owner: Number(comment) };
      });
    });
    return (await Promise.all(lists)).flat();
  }
}

/** Those that stay: of a rule that is there, or of one that would now claim the connection. */
function inherited(formers: readonly Former[], ruleset: Ruleset): Former[] {
  const there = new Set(ruleset.all().map(({ number }) => number));
  return formers.flatMap((former) => {
    const { packets, owner } = former;
    const heir = there.has(owner) ? owner : claimant(packetsOf(former, reversed(packets)), ruleset)?.number;
    return heir === undefined ? [] : { ...former, owner: heir };
  });
}

function change(verb: 'add' | 'delete', { family, protocol, packets: { source, destination, sourcePort, destinationPort }, owner }: Former): Json {
  const key = { concat: [source, destination, protocol, sourcePort, destinationPort] };
  return command(verb, 'element', family, 'former', { elem: [verb === 'add' ? { elem: { val: key, comment: String(owner) } } : key] });
}
