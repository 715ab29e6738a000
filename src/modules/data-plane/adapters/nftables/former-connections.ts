import type { Family } from '../../domain/selector.js';
import { command, type Json, NFT_FAMILY, TABLE } from './expressions.js';
import { hasPorts, type Connection } from './connection.js';
import type { HeldRule } from './held-rule.js';
import type { Nft } from './nft.js';

/** A connection that a rule has ended, as it stands in the kernel: what the other end's packets look like. */
interface Former {
  family: Family;
  key: Json;
  /** Number of the rule that now decides on its packets. */
  owner: number;
}

interface ListedSet {
  set?: { elem?: { elem: { val: Json; comment?: string } }[] };
}

/**
 * Connections that a change has ended. If the other end sends on before the client does, its packets must not open the
 * connection anew, the other way round, where the rule would not find it.
 */
export class FormerConnections {
  /** Numbers of rules that have some. */
  private readonly owners = new Set<number>();

  constructor(private readonly nft: Nft) {}

  /** Those that the kernel holds, of the rules that `keep` the numbers that they had. */
  async restore(families: readonly Family[], isKept: (owner: number) => boolean): Promise<Json[]> {
    const kept = (await this.list(families)).filter(({ owner }) => isKept(owner));
    this.owners.clear();
    for (const { owner } of kept) this.owners.add(owner);
    return this.additions(kept);
  }

  /** Bars the way for the other ends of connections whose packets a rule now decides on. @throws CommandFailed */
  async add(ended: ReadonlyMap<Connection, HeldRule>): Promise<void> {
    const formers = [...ended].filter(([connection]) => hasPorts(connection)).map(([connection, { number }]) => this.formerOf(connection, number));
    if (formers.length === 0) return;
    await this.nft.transact(this.additions(formers));
    for (const { owner } of formers) this.owners.add(owner);
  }

  /** Commands that free the way when rules go. */
  async removals(gone: readonly HeldRule[]): Promise<Json[]> {
    const owners = new Set(gone.map(({ number }) => number).filter((number) => this.owners.has(number)));
    if (owners.size === 0) return [];
    const formers = (await this.list([4, 6])).filter(({ owner }) => owners.has(owner));
    // Deleting what has just expired fails, so each is added before.
    return [...this.additions(formers), ...formers.map(({ family, key }) => command('delete', 'element', family, 'former', { elem: [key] }))];
  }

  forget(gone: readonly HeldRule[]): void {
    for (const { number } of gone) this.owners.delete(number);
  }

  private formerOf({ family, protocol, reply }: Connection, owner: number): Former {
    return { family, key: { concat: [reply.source, reply.destination, protocol, reply.sourcePort, reply.destinationPort] }, owner };
  }

  private additions(formers: readonly Former[]): Json[] {
    return formers.map(({ family, key, owner }) => command('add', 'element', family, 'former', { elem: [{ elem: { val: key, comment: String(owner) } }] }));
  }

  private async list(families: readonly Family[]): Promise<Former[]> {
    const lists = families.map(async (family) => {
      const listed = (await this.nft.list('set', NFT_FAMILY[family], TABLE, 'former')) as ListedSet[];
      return listed.flatMap(({ set }) => set?.elem ?? []).map(({ elem: { val, comment } }) => ({ family, key: val, owner: Number(comment) }));
    });
    return (await Promise.all(lists)).flat();
  }
}
