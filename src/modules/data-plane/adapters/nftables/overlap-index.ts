import { isSingle, overlap, type Selector } from '../../domain/selector.js';
import type { Entry } from './held-rule.js';

/** Fields of which a single value tells most entries apart, the most telling first: destination, source, destination port. */
const TELLING_FIELDS = [1, 0, 4] as const;

/** Finds the entries that overlap a selector without looking at all of them, as long as rules name single addresses or ports. */
export class OverlapIndex {
  /** By field, then by its single value. */
  private readonly groups = new Map<number, Map<bigint, Set<Entry>>>(TELLING_FIELDS.map((field) => [field, new Map()]));
  private readonly others = new Set<Entry>();

  add(entry: Entry): void {
    const field = this.fieldOf(entry.selector);
    if (field === undefined) return void this.others.add(entry);
    const group = this.groups.get(field)!;
    const value = entry.selector.ranges[field].first;
    const members = group.get(value) ?? new Set<Entry>();
    group.set(value, members.add(entry));
  }

  delete(entry: Entry): void {
    const field = this.fieldOf(entry.selector);
    if (field === undefined) return void this.others.delete(entry);
    const group = this.groups.get(field)!;
    const value = entry.selector.ranges[field].first;
    group.get(value)?.delete(entry);
    if (group.get(value)?.size === 0) group.delete(value);
  }

  /** In no particular order; the entry of the selector is among them if it was added. */
  *overlapping(selector: Selector): Generator<Entry> {
    for (const candidates of this.candidates(selector)) for (const entry of candidates) if (overlap(entry.selector, selector)) yield entry;
  }

  private *candidates(selector: Selector): Generator<Set<Entry>> {
    for (const [field, group] of this.groups) {
      const range = selector.ranges[field]!;
      if (!isSingle(range)) yield* group.values();
      else if (group.has(range.first)) yield group.get(range.first)!;
    }
    yield this.others;
  }

  private fieldOf({ ranges }: Selector): (typeof TELLING_FIELDS)[number] | undefined {
    return TELLING_FIELDS.find((field) => isSingle(ranges[field]));
  }
}
