import { type Fault, Problem } from '../../../common/problem/index.js';

/** A large body can have more than anybody reads. */
const LISTED = 100;

/** @throws Problem 422 that lists the first faults of a body, and tells how many there are if there are more; if there are any */
export function refuseContradictions(faults: Fault[]): void {
  const [first] = faults;
  if (!first) return;
  const more = faults.length > LISTED ? ` There are ${faults.length} faults; the first ${LISTED} are listed.` : '';
  throw new Problem(422, `The body${first.place} ${first.detail}.${more}`, { faults: faults.slice(0, LISTED) });
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
