/** The values under which an item is found, by the name of the key: one, several, or none. */
type Keys<Item> = Record<string, (item: Item) => string | readonly string[] | undefined>;

const valuesOf = <Item>(keyOf: Keys<Item>[string], item: Item): readonly string[] => {
  const values = keyOf(item) ?? [];
  return typeof values === 'string' ? [values] : values;
};

/**
 * Items by id, in the order in which they came, with a way to find those that share a value without looking at all.
 */
export class IndexedCollection<Item, K extends Keys<Item>> {
  private readonly items = new Map<string, Item>();
  private readonly groups: Record<string, Map<string, Map<string, Item>>>;

  constructor(private readonly keys: K) {
    this.groups = Object.fromEntries(Object.keys(keys).map((name) => [name, new Map()]));
  }

  /** In constant time. */
  get(id: string): Item | undefined {
    return this.items.get(id);
  }

  /** Adds an item or replaces the one of the same id. */
  put(id: string, item: Item): void {
    const before = this.items.get(id);
    this.items.set(id, item);
    for (const [name, keyOf] of Object.entries(this.keys)) {
      const values = valuesOf(keyOf, item);
      for (const previous of before ? valuesOf(keyOf, before) : []) if (!values.includes(previous)) this.leave(name, previous, id);
      for (const value of values) this.join(name, value, id, item);
    }
  }

  /** Does nothing if there is none. */
  remove(id: string): void {
    const item = this.items.get(id);
    if (item === undefined) return;
    this.items.delete(id);
    for (const [name, keyOf] of Object.entries(this.keys)) for (const value of valuesOf(keyOf, item)) this.leave(name, value, id);
  }

  /** Those whose key has at least one of the values, without repeats. */
  having(name: keyof K & string, values: readonly string[]): Item[] {
    return [...new Set(values.flatMap((value) => [...(this.groups[name]!.get(value)?.values() ?? [])]))];
  }

  /** Whether there is one with this value, without looking at any. */
  hasAny(name: keyof K & string, value: string): boolean {
    return this.groups[name]!.has(value);
  }

  /** In the order in which they came; one that is replaced keeps its turn. */
  all(): Item[] {
    return [...this.items.values()];
  }

  private join(name: string, value: string, id: string, item: Item): void {
    const group = this.groups[name]!.get(value) ?? new Map<string, Item>();
    group.set(id, item);
    this.groups[name]!.set(value, group);
  }

  private leave(name: string, value: string, id: string): void {
    const group = this.groups[name]!.get(value);
    group?.delete(id);
    if (group?.size === 0) this.groups[name]!.delete(value);
  }
}
