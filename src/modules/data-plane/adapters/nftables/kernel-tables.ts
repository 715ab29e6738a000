import { randomInt } from 'node:crypto';
import { log } from '../../../common/log/index.js';
import type { Family } from '../../domain/selector.js';
import { CommandFailed } from '../host-commands.js';
import { NFT_FAMILY, TABLE } from './expressions.js';
import { restoredAnswers } from './forwarding.js';
import type { FormerConnections } from './former-connections.js';
import { numberOf } from './marks.js';
import type { Nft } from './nft.js';
import type { Ruleset, RulesetChange } from './ruleset.js';
import { changeCommands, rebuildCommands } from './transaction.js';

interface ListedTable {
  table?: { family: string; name: string };
}

interface ListedOwner {
  map?: { elem?: [key: number, processId: number][] };
}

interface ListedRules {
  /** Without a comment, which all of ours have, an element is a bare value. */
  set?: { elem?: (string | number | { elem?: { val: number; comment: string } })[] };
}

/** What a table tells, or nothing if it bears our name and is none that we know. */
const readable = <T>(reading: Promise<T>, nothing: T): Promise<T> =>
  reading.catch((error: unknown) => {
    if (!(error instanceof CommandFailed)) throw error;
    log.warn({ reason: error.reason }, 'A table of the data plane cannot be read; established flows may begin anew.');
    return nothing;
  });

/** Our tables in the kernel. */
export class KernelTables {
  private readonly processId = randomInt(1, 2 ** 32);
  /** Whether the tables are as this process left them, as far as it knows. */
  private isCertain = false;

  constructor(
    private readonly nft: Nft,
    private readonly former: FormerConnections,
  ) {}

  /** The numbers of the rules that are there, by the fingerprints of the rules. @throws CommandFailed */
  async numbers(): Promise<Map<string, number>> {
    const families = await this.present();
    const lists = await readable(Promise.all(families.map((family) => this.nft.list('set', NFT_FAMILY[family], TABLE, 'rules') as Promise<ListedRules[]>)), []);
    const elements = lists.flat().flatMap(({ set }) => set?.elem ?? []);
    const ours = elements.flatMap((element) => (typeof element === 'object' ? (element.elem ?? []) : []));
    return new Map(ours.map(({ comment, val }) => [comment, numberOf(val)]));
  }

  /**
   * Makes the tables hold the ruleset, in one transaction; the change is what it has undergone. If somebody else has altered
   * or removed the tables, they are made anew. @throws CommandFailed, and then the tables are as before
   */
  async apply(ruleset: Ruleset, change: RulesetChange): Promise<void> {
    if (!this.isCertain) return this.rebuild(ruleset);
    try {
      await this.nft.transact([...changeCommands(ruleset, change, this.processId), ...(await this.former.leave(change.gone, ruleset))]);
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      log.warn({ reason: error.reason }, 'The tables of the data plane are not as the platform left them; it makes them anew.');
      await this.rebuild(ruleset);
    }
  }

  /** Makes the tables anew, in one transaction. @throws CommandFailed, and then the tables are as before */
  async rebuild(ruleset: Ruleset): Promise<void> {
    this.isCertain = false;
    const families = await this.present();
    const kept = [await readable(this.former.restore(families, ruleset), []), await readable(restoredAnswers(this.nft, families, ruleset), [])];
    await this.nft.transact([...rebuildCommands(ruleset, this.processId), ...kept.flat()]);
    this.isCertain = true;
  }

  /** Whether the tables are those that this process made; rules that somebody has altered in them are not noticed. @throws CommandFailed */
  async areOurs(): Promise<boolean> {
    if (!this.isCertain) return false;
    const families = await this.present();
    const owners = await Promise.all(families.map((family) => this.nft.list('map', NFT_FAMILY[family], TABLE, 'owner') as Promise<ListedOwner[]>));
    const processes = owners.flat().flatMap(({ map }) => map?.elem ?? []).map(([, processId]) => processId);
    return processes.length === 2 && processes.every((processId) => processId === this.processId);
  }

  private async present(): Promise<Family[]> {
    const tables = (await this.nft.list('tables')) as ListedTable[];
    const isThere = (family: Family) => tables.some(({ table }) => table?.name === TABLE && table.family === NFT_FAMILY[family]);
    return ([4, 6] as const).filter(isThere);
  }
}
