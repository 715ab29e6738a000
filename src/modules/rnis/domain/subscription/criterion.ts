/** One criterion of a filter: an event fits if one of the values that are wanted is there. A list that is empty or absent wants nothing in particular. */
export interface Criterion<Subscription, Event> {
  name: string;
  wanted(subscription: Subscription): readonly string[] | undefined;
  present(event: Event): readonly string[];
}

/** Most keys of one subscription, unless its first criterion alone has more values. */
const MOST_KEYS = 256;

/** Whether an event fits all criteria (MEC 012, 6.3). */
export const fits = <S, E>(criteria: readonly Criterion<S, E>[], subscription: S, event: E): boolean =>
  criteria.every((criterion) => {
    const wanted = criterion.wanted(subscription) ?? [];
    return wanted.length === 0 || overlap(wanted, criterion.present(event));
  });

/**
 * One key for each combination of values that fits, so that an event finds those subscriptions only that it fits. Where these would be
 * too many, the later criteria are left to `fits`.
 * @param criteria the most telling first
 */
export function keysOfSubscription<S, E>(criteria: readonly Criterion<S, E>[], subscription: S): string[] {
  let keys = [''];
  for (const criterion of criteria) {
    const values = [...new Set(criterion.wanted(subscription))];
    const isFirst = keys[0] === '';
    if (values.length > 0 && (isFirst || keys.length * values.length <= MOST_KEYS)) keys = extended(keys, criterion.name, values);
  }
  return keys;
}

/** The keys of all subscriptions that the event fits, whichever criteria they name. */
export function keysOfEvent<S, E>(criteria: readonly Criterion<S, E>[], event: E): string[] {
  let keys = [''];
  for (const criterion of criteria) keys = [...keys, ...extended(keys, criterion.name, [...new Set(criterion.present(event))])];
  return keys;
}

const extended = (keys: readonly string[], name: string, values: readonly string[]): string[] =>
  keys.flatMap((key) => values.map((value) => `${key}${name}=${value};`));

const overlap = (some: readonly string[], others: readonly string[]): boolean => some.some((value) => others.includes(value));
