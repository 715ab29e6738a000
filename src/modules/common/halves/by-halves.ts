/** Items that something could not be done for, and why. */
export interface Failure<Item> {
  items: readonly Item[];
  error: unknown;
}

/**
 * Does something for all items together, or, if that fails, for each half by itself, until only the items at fault are left: one keeps no other from it.
 * @param isHopeless tells failures that no part of the items would be spared
 */
export async function byHalves<Item>(items: readonly Item[], work: (items: readonly Item[]) => Promise<void>, isHopeless: (error: unknown) => boolean): Promise<Failure<Item>[]> {
  if (items.length === 0) return [];
  try {
    await work(items);
    return [];
  } catch (error) {
    if (items.length === 1 || isHopeless(error)) return [{ items, error }];
    const middle = items.length >> 1;
    return [...(await byHalves(items.slice(0, middle), work, isHopeless)), ...(await byHalves(items.slice(middle), work, isHopeless))];
  }
}
