import { type Fault, Problem } from '../../../common/problem/index.js';

/** @throws Problem 422 that lists the faults of a body, if there are any */
export function refuseContradictions(faults: Fault[]): void {
  const [first] = faults;
  if (first) throw new Problem(422, `The body${first.place} ${first.detail}.`, { faults });
}

/** A fault for each that has the same key as one before it. @param place of one, by its index */
export function repetitions<Item>(items: readonly Item[], keyOf: (item: Item) => string, place: (index: number) => string): Fault[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (seen.has(key)) return [{ place: place(index), detail: `repeats ${key}` }];
    seen.add(key);
    return [];
  });
}
