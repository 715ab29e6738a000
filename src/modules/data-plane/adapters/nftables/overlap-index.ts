import { overlap, type Selector } from '../../domain/selector.js';
import type { Entry } from './held-rule.js';
import { type Field, leadingField } from './leading-field.js';
import { RangeIndex } from './range-index.js';

/** Finds the entries that overlap a selector without looking at all of them, as long as they differ in their most telling fields. */
export class OverlapIndex {
  private readonly byField = new Map<Field, RangeIndex<Entry>>();

  add(entry: Entry): void {
    const field = leadingField(entry.selector);
    const index = this.byField.get(field) ?? new RangeIndex();
    this.byField.set(field, index);
    index.add(entry.selector.ranges[field], entry);
  }

  delete(entry: Entry): void {
    const field = leadingField(entry.selector);
    this.byField.get(field)?.delete(entry.selector.ranges[field], entry);
  }

  /** In no particular order; the entry of the selector is among them if it was added. */
  *overlapping(selector: Selector): Generator<Entry> {
    for (const [field, index] of this.byField) for (const entry of index.near(selector.ranges[field])) if (overlap(entry.selector, selector)) yield entry;
  }
}
