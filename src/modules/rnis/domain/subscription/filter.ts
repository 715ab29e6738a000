/** One criterion of a filter: an event fits if one of the values that are wanted is there. An empty or absent list wants nothing in particular. */
export interface Criterion<Subscription, Event> {
  name: string;
  wanted: (subscription: Subscription) => readonly string[] | undefined;
  present: (event: Event) => readonly string[];
}

/** Most keys of one subscription, unless its first criterion alone has more values. */
const MOST_KEYS = 256;

/** Which events subscriptions of one type want to hear of: those that fit all their criteria (MEC 012, 6.3). */
export class Filter<Subscription extends object, Event> {
  /** By subscription, for each criterion. */
  private readonly wanted = new WeakMap<Subscription, ReadonlySet<string>[]>();

  /** @param criteria the most telling first */
  constructor(private readonly criteria: readonly Criterion<Subscription, Event>[]) {}

  fits(subscription: Subscription, event: Event): boolean {
    const wanted = this.wantedBy(subscription);
    return this.criteria.every((criterion, index) => wanted[index]!.size === 0 || criterion.present(event).some((value) => wanted[index]!.has(value)));
  }

  /**
   * One key for each combination of values that fits, so that an event finds those subscriptions only that it fits. Where these
   * would be too many, the later criteria are left to `fits`.
   */
  keysOfSubscription(subscription: Subscription): string[] {
    let keys = [''];
    this.wantedBy(subscription).forEach((values, index) => {
      const isFirst = keys[0] === '';
      if (values.size > 0 && (isFirst || keys.length * values.size <= MOST_KEYS)) keys = extended(keys, this.criteria[index]!.name, values);
    });
    return keys;
  }

  /** The keys of all subscriptions that the event fits, whichever criteria they name. */
  keysOfEvent(event: Event): string[] {
    let keys = [''];
    for (const { name, present } of this.criteria) keys = [...keys, ...extended(keys, name, new Set(present(event)))];
    return keys;
  }

  private wantedBy(subscription: Subscription): ReadonlySet<string>[] {
    const known = this.wanted.get(subscription) ?? this.criteria.map((criterion) => new Set(criterion.wanted(subscription)));
    this.wanted.set(subscription, known);
    return known;
  }
}

const extended = (keys: readonly string[], name: string, values: ReadonlySet<string>): string[] =>
  keys.flatMap((key) => [...values].map((value) => `${key}${name}=${value};`));
