/** Hands out each item once, the first in order first; items may be added meanwhile if they come after what was handed out. */
export class SortedQueue<Item> {
  private readonly items: Item[];
  private readonly known: Set<Item>;
  private next = 0;

  constructor(private readonly order: (one: Item, other: Item) => number, items: readonly Item[]) {
    this.items = items.toSorted(order);
    this.known = new Set(items);
  }

  shift(): Item | undefined {
    return this.items[this.next++];
  }

  add(items: readonly Item[]): void {
    for (const item of items) {
      if (this.known.has(item)) continue;
      this.known.add(item);
      this.items.splice(this.placeOf(item), 0, item);
    }
  }

  private placeOf(item: Item): number {
    let [low, high] = [this.next, this.items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.order(this.items[middle]!, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
