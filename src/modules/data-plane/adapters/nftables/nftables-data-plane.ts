import { randomInt } from 'node:crypto';
import { ConfigurationError } from '../../../../config/index.js';
import { type Failpoints, failpoints } from '../../../common/failpoints/index.js';
import { addressFamily } from '../../../common/ip/index.js';
import { log } from '../../../common/log/index.js';
import { impossible, Problem, unavailable } from '../../../common/problem/index.js';
import { Turns } from '../../../common/turns/index.js';
import { DataPlane, type DataPlaneChange, type Forward, type SteeredRule, type TrafficRule } from '../../domain/data-plane.js';
import { steeringOf } from '../../domain/steering.js';
import { CommandFailed, type HostCommands } from '../host-commands.js';
import { Routes } from '../routes.js';
import { Conntrack } from './conntrack.js';
import { FormerConnections } from './former-connections.js';
import { canonicalAddress } from './expressions.js';
import type { HeldForward } from './forwards.js';
import { fingerprintOf, HeldRule } from './held-rule.js';
import { checkHost } from './host-check.js';
import { KernelTables } from './kernel-tables.js';
import { HIGHEST_NUMBER } from './marks.js';
import { Nft } from './nft.js';
import { RuleNumbers } from './rule-numbers.js';
import { type Exchange, Ruleset, type RulesetChange, type UndoableChange } from './ruleset.js';
import { Settlement } from './settlement.js';

const STEPS = failpoints('data-plane', ['before-tables', 'after-tables', 'after-connections']);

/** The driver `nftables`: the kernel of this host carries out the rules. */
export class NftablesDataPlane extends DataPlane {
  override readonly enforces = true;
  private readonly former: FormerConnections;
  private readonly tables: KernelTables;
  private readonly settlement: Settlement;
  private readonly routes: Routes;
  private readonly turns = new Turns();
  private readonly effective = new Set<string>();
  private ruleset = new Ruleset();
  private numbers = new RuleNumbers(randomInt(HIGHEST_NUMBER));

  constructor(
    private readonly host: HostCommands,
    private readonly failpoints: Failpoints,
  ) {
    super();
    const nft = new Nft(host);
    this.former = new FormerConnections(nft);
    this.tables = new KernelTables(nft, this.former);
    this.settlement = new Settlement(new Conntrack(host), this.former);
    this.routes = new Routes(host);
  }

  override check(rule: TrafficRule): void {
    steeringOf(rule);
  }

  override start(rules: SteeredRule[], forwards: readonly Forward[] = []): Promise<void> {
    return this.turns.take(async () => {
      await checkHost(this.host);
      try {
        await this.begin(rules, forwards);
      } catch (error) {
        throw error instanceof CommandFailed ? new ConfigurationError([`MEC_DATA_PLANE is nftables, but ${error.program} fails: ${error.reason}.`]) : error;
      }
    });
  }

  override change({ put, remove, arriving = [], forwards = {} }: DataPlaneChange): Promise<void> {
    return this.turns.take(async () => {
      const ending = (forwards.remove ?? []).filter((key) => this.ruleset.forwards.has(key));
      const beginning = await this.heldForwards(forwards.put ?? []);
      const rules = this.exchangeOf(put, remove);
      const comes = new Set(arriving);
      const exchange = { ...rules, arriving: new Set(rules.added.filter(({ key }) => comes.has(key))), forwards: { put: beginning, remove: ending } };
      if (exchange.gone.length + exchange.added.length + beginning.length + ending.length > 0) await this.carryOut(exchange);
    });
  }

  /** Puts the rules back into effect if somebody has removed the tables, or made others. @throws CommandFailed */
  guard(): Promise<void> {
    return this.turns.take(async () => {
      if (await this.tables.areOurs()) return;
      log.warn('The tables of the data plane are not those that the platform made; it makes them anew.');
      await this.tables.rebuild(this.ruleset);
      await this.settlement.afterStart(this.ruleset, []);
    });
  }

  override holds(key: string): boolean {
    return this.effective.has(key);
  }

  override forwards(key: string): boolean {
    return this.ruleset.forwards.has(key);
  }

  override async canForward(to: string): Promise<boolean> {
    return (await this.routes.linkTo(to)) !== undefined;
  }

  /** Rules that the kernel has from the process before keep their numbers, so that their connections stay theirs. */
  private async begin(rules: SteeredRule[], forwards: readonly Forward[]): Promise<void> {
    const known = await this.tables.numbers();
    const last = [...known.values()].reduce((highest, number) => Math.max(highest, number), 0);
    this.ruleset = new Ruleset();
    this.numbers = new RuleNumbers(last || randomInt(HIGHEST_NUMBER));
    for (const number of known.values()) this.numbers.keep(number);
    const added = rules.flatMap((rule) => this.admit(rule, known) ?? []);
    for (const forward of forwards) await this.admitForward(forward);
    await this.tables.rebuild(this.ruleset);
    await this.settlement.afterStart(this.ruleset, added.filter(({ fingerprint }) => !known.has(fingerprint)));
    const kept = new Set(this.ruleset.all().map(({ number }) => number));
    for (const number of known.values()) if (!kept.has(number)) this.numbers.giveBack(number);
    this.effective.clear();
    for (const { key } of added) this.effective.add(key);
  }

  /** Takes a rule into the ruleset; one that cannot be carried out is passed over. */
  private admit(steered: SteeredRule, known: ReadonlyMap<string, number>): HeldRule | undefined {
    try {
      const rule = this.heldRule(steered, known);
      this.ruleset.change({ gone: [], added: [rule], forwards: { put: [], remove: [] } });
      return rule;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.warn({ key: steered.key, reason: error.detail }, 'A traffic rule is not in effect, because the data plane cannot carry it out.');
      return undefined;
    }
  }

  /** The same for a forward. */
  private async admitForward(forward: Forward): Promise<void> {
    try {
      this.ruleset.change({ gone: [], added: [], forwards: { put: await this.heldForwards([forward]), remove: [] } });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.warn({ key: forward.key, reason: error.detail }, 'Packets of a UE are not forwarded, because the data plane cannot do it.');
    }
  }

  /** @throws Problem 422 */
  private async heldForwards(forwards: readonly Forward[]): Promise<HeldForward[]> {
    const links = new Map<string, string | undefined>();
    for (const { to } of forwards) if (!links.has(to)) links.set(to, await this.routes.linkTo(to));
    return forwards.map(({ key, address, to }) => {
      const family = addressFamily(address);
      const link = links.get(to);
      if (family === undefined || family !== addressFamily(to)) throw impossible(`Packets to ${to} are of another version of IP than those of the UE.`);
      if (link === undefined) throw impossible(`No packets can be handed to ${to}: there is no route to it, or a gateway on the way.`);
      return { key, to, link, ...canonicalAddress(address) };
    });
  }

  /** @throws Problem 422 */
  private heldRule(steered: SteeredRule, known: ReadonlyMap<string, number> = new Map()): HeldRule {
    const { key, order, steering, fingerprint } = candidateOf(steered);
    return new HeldRule(key, order, steering, fingerprint, known.get(fingerprint) ?? this.numbers.take());
  }

  /** Rules that stay as they are are left out. @throws Problem 422 */
  private exchangeOf(put: SteeredRule[], remove: string[]): Pick<Exchange, 'gone' | 'added'> {
    const wanted = new Map(put.map((steered) => [steered.key, steered]));
    const changed = [...wanted.values()].filter((steered) => this.ruleset.get(steered.key)?.fingerprint !== candidateOf(steered).fingerprint);
    const leaving = new Set([...changed.map(({ key }) => key), ...remove.filter((key) => !wanted.has(key))]);
    return { gone: [...leaving].flatMap((key) => this.ruleset.get(key) ?? []), added: changed.map((steered) => this.heldRule(steered)) };
  }

  private async carryOut(exchange: Exchange): Promise<void> {
    try {
      const change = this.ruleset.change(exchange);
      await this.takeEffect(change, exchange).catch((error: unknown) => this.takeBack(change, error));
    } catch (error) {
      this.release(exchange.added);
      throw error;
    }
    this.release(exchange.gone);
    this.former.forget(exchange.gone);
    for (const { key } of exchange.gone) this.effective.delete(key);
    for (const { key } of exchange.added) this.effective.add(key);
  }

  private async takeEffect(change: RulesetChange, exchange: Exchange): Promise<void> {
    this.failpoints.reach(STEPS['before-tables']);
    await this.tables.apply(this.ruleset, change);
    this.failpoints.reach(STEPS['after-tables']);
    await this.settlement.afterChange(this.ruleset, exchange);
    this.failpoints.reach(STEPS['after-connections']);
  }

  /** The kernel may have the change, or not know anything of us: only new tables are certain to be as before. */
  private async takeBack(change: UndoableChange, error: unknown): Promise<never> {
    this.ruleset.undo(change);
    await this.tables.rebuild(this.ruleset).catch((again: unknown) => {
      log.error({ err: again }, 'A change of traffic rules has failed, and what was there before could not be restored; the next change tries again.');
    });
    throw error instanceof CommandFailed ? unavailable(`The host refuses the change: ${error.program} says "${error.reason}".`, error) : error;
  }

  private release(rules: readonly HeldRule[]): void {
    for (const { number } of rules) this.numbers.giveBack(number);
  }
}

function candidateOf({ key, order, rule }: SteeredRule) {
  const steering = steeringOf(rule);
  return { key, order, steering, fingerprint: fingerprintOf(key, order, steering) };
}
