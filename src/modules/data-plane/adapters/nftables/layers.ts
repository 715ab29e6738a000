import { impossible } from '../../../common/problem/index.js';
import type { Selector } from '../../domain/selector.js';
import { before, type Entry } from './held-rule.js';
import { OverlapIndex } from './overlap-index.js';
import { SortedQueue } from './sorted-queue.js';

/** Layers that one priority may have. */
const MOST_LAYERS = 32;

/** An entry that changes its layer; no layer stands for not being there. */
export interface LayerMove {
  entry: Entry;
  from?: number;
  to?: number;
}

const tooManyLayers = ({ rule }: Entry) =>
  impossible(`/priority is ${rule.steering.priority}, of which more than ${MOST_LAYERS} filters would overlap each other; give the rule another priority.`);

/**
 * The entries of one priority and version of IP, in layers: no two entries of a layer overlap, so that a map can hold it, and of
 * two that overlap the one that is asked first is in the higher layer (the lower number, from 1). Every entry is as high as that allows.
 */
export class Layers {
  private readonly index = new OverlapIndex();
  private readonly layerOf = new Map<Entry, number>();

  /** Those that a selector overlaps, in the order in which they are asked. */
  overlapping(selector: Selector): Entry[] {
    return [...this.index.overlapping(selector)].sort(before);
  }

  /** @throws Problem 422 if more entries overlap each other than there are layers, and then nothing has changed */
  change(remove: readonly Entry[], add: readonly Entry[]): LayerMove[] {
    for (const entry of remove) this.index.delete(entry);
    for (const entry of add) this.index.add(entry);
    try {
      const layers = this.settle(remove, add);
      const moves = [...remove.map((entry) => this.moved(entry, undefined)), ...[...layers].map(([entry, layer]) => this.moved(entry, layer))];
      for (const { entry, to } of moves) this.note(entry, to);
      return moves;
    } catch (error) {
      for (const entry of add) this.index.delete(entry);
      for (const entry of remove) this.index.add(entry);
      throw error;
    }
  }

  /** Takes back what a change has answered. */
  undo(moves: readonly LayerMove[]): void {
    for (const { entry, from, to } of moves.toReversed()) {
      if (from === undefined) this.index.delete(entry);
      if (to === undefined) this.index.add(entry);
      this.note(entry, from);
    }
  }

  /** The new layers of all entries whose layer changes, found in the order in which entries are asked. */
  private settle(remove: readonly Entry[], add: readonly Entry[]): Map<Entry, number> {
    const layers = new Map<Entry, number>();
    const due = new SortedQueue(before, add);
    for (const gone of remove) due.add(this.after(gone));
    for (let entry = due.shift(); entry; entry = due.shift()) {
      const earlier = [...this.index.overlapping(entry.selector)].filter((other) => before(other, entry) < 0);
      const layer = 1 + earlier.reduce((highest, other) => Math.max(highest, layers.get(other) ?? this.layerOf.get(other)!), 0);
      if (layer === this.layerOf.get(entry)) continue;
      if (layer > MOST_LAYERS) throw tooManyLayers(entry);
      layers.set(entry, layer);
      due.add(this.after(entry));
    }
    return layers;
  }

  private after(entry: Entry): Entry[] {
    return [...this.index.overlapping(entry.selector)].filter((other) => before(entry, other) < 0);
  }

  private moved(entry: Entry, to: number | undefined): LayerMove {
    const from = this.layerOf.get(entry);
    return { entry, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  }

  private note(entry: Entry, layer: number | undefined): void {
    if (layer === undefined) this.layerOf.delete(entry);
    else this.layerOf.set(entry, layer);
  }
}
