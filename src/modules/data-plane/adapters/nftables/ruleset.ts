import type { Family, Selector } from '../../domain/selector.js';
import { type ForwardMoves, Forwards, type HeldForward } from './forwards.js';
import type { Entry, HeldRule } from './held-rule.js';
import { type LayerMove, Layers } from './layers.js';
import { type Lookup, Lookups, type Placement } from './lookups.js';
import { type AddressMoves, SteeredAddresses } from './steered-addresses.js';

/** The rules of one priority for one version of IP. */
export interface Block {
  readonly family: Family;
  readonly priority: number;
  readonly layers: Layers;
  /** Those on whole flows. */
  readonly flows: Set<HeldRule>;
}

/** Rules and forwards that no longer are in effect, and those that now are. */
export interface Exchange {
  readonly gone: readonly HeldRule[];
  readonly added: readonly HeldRule[];
  /** Those added that come with their UE from another host. */
  readonly arriving?: ReadonlySet<HeldRule>;
  readonly forwards: { readonly put: readonly HeldForward[]; readonly remove: readonly string[] };
}

/** What a change does to the tables of the kernel. */
export interface RulesetChange extends Placement {
  gone: readonly HeldRule[];
  added: readonly HeldRule[];
  /** Blocks that now have rules on flows, and had none. */
  flowsOpened: Block[];
  /** Blocks that no longer have rules on flows. */
  flowsClosed: Block[];
  /** Addresses to which rules send packets. */
  steered: AddressMoves;
  forwarded: ForwardMoves;
}

/** A change with what is needed to take it back. */
export interface UndoableChange extends RulesetChange {
  layerMoves: [Layers, LayerMove[]][];
  forwardsBefore: Forwards;
}

/** All rules and forwards in effect, arranged as the tables of the kernel hold them. */
export class Ruleset {
  private readonly rules = new Map<string, HeldRule>();
  private readonly byMark = new Map<number, HeldRule>();
  private readonly blocks = new Map<string, Block>();
  private readonly lookups = new Lookups();
  private readonly steered = new SteeredAddresses();
  private held = new Forwards();

  get forwards(): Forwards {
    return this.held;
  }

  get(key: string): HeldRule | undefined {
    return this.rules.get(key);
  }

  ofMark(mark: number): HeldRule | undefined {
    return this.byMark.get(mark);
  }

  all(): HeldRule[] {
    return [...this.rules.values()];
  }

  /** By priority. */
  blocksOf(family: Family): Block[] {
    return [...this.blocks.values()].filter((block) => block.family === family).sort((one, other) => one.priority - other.priority);
  }

  /** In the order in which packets go through them. */
  lookupsOf(family: Family): Lookup[] {
    return this.lookups.inOrder(family);
  }

  /** The entries that a selector overlaps, in the order in which they are asked. */
  *overlapping(selector: Selector): Generator<Entry> {
    for (const { layers } of this.blocksOf(selector.family)) yield* layers.overlapping(selector);
  }

  /** @throws Problem 422 if the rules overlap too much, and then nothing has changed */
  change({ gone, added, forwards: { put, remove } }: Exchange): UndoableChange {
    const flowsBefore = this.flowBlocks();
    const layerMoves: [Layers, LayerMove[]][] = [];
    try {
      for (const [block, remove, add] of this.byBlock(gone, added)) layerMoves.push([block.layers, block.layers.change(remove, add)]);
    } catch (error) {
      for (const [layers, moves] of layerMoves) layers.undo(moves);
      throw error;
    }
    this.exchange(gone, added);
    const steered = this.steered.change(gone, added);
    const forwardsBefore = this.held;
    this.held = forwardsBefore.with(put, remove);
    const forwarded = this.held.movesFrom(forwardsBefore);
    const flows = this.flowBlocks();
    const placement = this.lookups.place(layerMoves.flatMap(([, moves]) => moves));
    const flowsOpened = [...flows].filter((block) => !flowsBefore.has(block));
    const flowsClosed = [...flowsBefore].filter((block) => !flows.has(block));
    return { ...placement, gone, added, flowsOpened, flowsClosed, steered, forwarded, layerMoves, forwardsBefore };
  }

  /** Takes back what `change` has answered. */
  undo(change: UndoableChange): void {
    this.lookups.undo(change);
    for (const [layers, moves] of change.layerMoves) layers.undo(moves);
    this.exchange(change.added, change.gone);
    this.steered.change(change.added, change.gone);
    this.held = change.forwardsBefore;
  }

  /** All there is, as if it were new. */
  everything(): RulesetChange {
    const [steered, forwarded] = [new SteeredAddresses().change([], this.all()), this.held.movesFrom(new Forwards())];
    return { ...this.lookups.everything(), gone: [], added: this.all(), flowsOpened: [...this.flowBlocks()], flowsClosed: [], steered, forwarded };
  }

  private byBlock(gone: readonly HeldRule[], added: readonly HeldRule[]): [Block, remove: Entry[], add: Entry[]][] {
    const groups = new Map<Block, [Block, Entry[], Entry[]]>();
    const collect = (rules: readonly HeldRule[], side: 1 | 2) => {
      for (const entry of rules.flatMap(({ entries }) => entries)) {
        const block = this.blockOf(entry.rule, entry.selector.family);
        const group = groups.get(block) ?? [block, [], []];
        groups.set(block, group);
        group[side].push(entry);
      }
    };
    collect(gone, 1);
    collect(added, 2);
    return [...groups.values()];
  }

  private exchange(gone: readonly HeldRule[], added: readonly HeldRule[]): void {
    for (const rule of gone) {
      this.rules.delete(rule.key);
      this.byMark.delete(rule.mark);
      for (const family of rule.families) this.blockOf(rule, family).flows.delete(rule);
    }
    for (const rule of added) {
      this.rules.set(rule.key, rule);
      this.byMark.set(rule.mark, rule);
      if (rule.steering.scope === 'FLOW') for (const family of rule.families) this.blockOf(rule, family).flows.add(rule);
    }
  }

  private flowBlocks(): Set<Block> {
    return new Set([...this.blocks.values()].filter(({ flows }) => flows.size > 0));
  }

  private blockOf({ steering: { priority } }: HeldRule, family: Family): Block {
    const key = `${family} ${priority}`;
    const block = this.blocks.get(key) ?? { family, priority, layers: new Layers(), flows: new Set() };
    this.blocks.set(key, block);
    return block;
  }
}
