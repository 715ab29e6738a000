import type { Family } from '../../domain/selector.js';
import type { Entry } from './held-rule.js';
import type { LayerMove } from './layers.js';
import { type Field, FIELD_NAMES, leadingField } from './leading-field.js';
import { kindOf, SORT_OF, type Sort } from './marks.js';

/**
 * Entries that one map may have. What a change costs the kernel grows with the map that is changed, what a packet costs it
 * grows with all of them together, so that many small maps are as good for packets as a large one.
 */
const PAGE_SIZE = 1000;

/** A map of the kernel: entries that have all this in common, and not too many of them. */
export interface Lookup {
  readonly name: string;
  readonly family: Family;
  readonly priority: number;
  readonly layer: number;
  readonly sort: Sort;
  /** The first field of its keys. */
  readonly leading: Field;
  readonly trafficClass: number | undefined;
  readonly entries: Set<Entry>;
}

/** An entry that changes its map; no map stands for not being there. */
interface Move {
  entry: Entry;
  from?: Lookup;
  to?: Lookup;
}

export interface Placement {
  moves: Move[];
  /** Maps that the moves fill first. */
  opened: Lookup[];
  /** Maps that the moves leave empty. */
  closed: Lookup[];
}

/** Which entry is in which map. A map that is empty is not there. */
export class Lookups {
  private readonly lookups = new Map<string, Lookup>();
  private readonly lookupOf = new Map<Entry, Lookup>();

  /** In the order in which packets go through them. */
  inOrder(family: Family): Lookup[] {
    const own = [...this.lookups.values()].filter((lookup) => lookup.family === family);
    return own.sort((one, other) => one.priority - other.priority || one.layer - other.layer);
  }

  /** All there is, as if it were new. */
  everything(): Placement {
    return { moves: [...this.lookupOf].map(([entry, to]) => ({ entry, to })), opened: [...this.lookups.values()], closed: [] };
  }

  place(layerMoves: readonly LayerMove[]): Placement {
    const opened = new Set<Lookup>();
    const leavings = layerMoves.map(({ entry }) => this.leave(entry));
    const moves = layerMoves.map(({ entry, to }, index): Move => {
      const from = leavings[index];
      const lookup = to === undefined ? undefined : this.enter(entry, this.roomFor(entry, to, opened));
      return { entry, ...(from && { from }), ...(lookup && { to: lookup }) };
    });
    return { moves, opened: [...opened], closed: this.closeEmpty(leavings) };
  }

  /** Takes back what `place` has answered. */
  undo({ moves }: Placement): void {
    const leavings = moves.map(({ entry }) => this.leave(entry));
    for (const { entry, from } of moves) if (from) this.enter(entry, from);
    this.closeEmpty(leavings);
  }

  private leave(entry: Entry): Lookup | undefined {
    const lookup = this.lookupOf.get(entry);
    lookup?.entries.delete(entry);
    this.lookupOf.delete(entry);
    return lookup;
  }

  private enter(entry: Entry, lookup: Lookup): Lookup {
    this.lookups.set(keyOf(lookup), lookup);
    this.lookupOf.set(entry, lookup);
    lookup.entries.add(entry);
    return lookup;
  }

  private closeEmpty(candidates: readonly (Lookup | undefined)[]): Lookup[] {
    const closed = new Set(candidates.filter((lookup) => lookup?.entries.size === 0)) as Set<Lookup>;
    for (const lookup of closed) this.lookups.delete(keyOf(lookup));
    return [...closed];
  }

  /** The first map of the kind that is not full, or a new one. */
  private roomFor({ rule: { steering }, selector }: Entry, layer: number, opened: Set<Lookup>): Lookup {
    const { family, trafficClass } = selector;
    const [priority, sort, leading] = [steering.priority, SORT_OF[kindOf(steering)], leadingField(selector)];
    const common = `p${priority}_layer${layer}_${sort}_by_${FIELD_NAMES[leading]}${trafficClass === undefined ? '' : `_class${trafficClass}`}`;
    for (let page = 1; ; page++) {
      const name = `${common}_${page}`;
      const known = this.lookups.get(keyOf({ name, family }));
      if (known && known.entries.size < PAGE_SIZE) return known;
      if (known) continue;
      const lookup = { name, family, priority, layer, sort, leading, trafficClass, entries: new Set<Entry>() };
      opened.add(lookup);
      return lookup;
    }
  }
}

const keyOf = ({ name, family }: Pick<Lookup, 'name' | 'family'>): string => `${family} ${name}`;
