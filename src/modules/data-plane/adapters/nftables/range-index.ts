import type { Range } from '../../domain/selector.js';

/** So many low bits two numbers differ in at most. */
const differingBits = (one: bigint, other: bigint): bigint => (one === other ? 0n : BigInt((one ^ other).toString(2).length));

/**
 * Finds items by ranges that may overlap, without looking at all of them. Each is in the smallest block of 2^n numbers,
 * beginning at a multiple of 2^n, that holds its range; prefixes are such blocks.
 */
export class RangeIndex<Item> {
  /** By n, then by the number of the block. */
  private readonly levels = new Map<bigint, Map<bigint, Set<Item>>>();

  add(range: Range, item: Item): void {
    const [level, block] = placeOf(range);
    const blocks = this.levels.get(level) ?? new Map<bigint, Set<Item>>();
    this.levels.set(level, blocks);
    blocks.set(block, (blocks.get(block) ?? new Set()).add(item));
  }

  delete(range: Range, item: Item): void {
    const [level, block] = placeOf(range);
    const blocks = this.levels.get(level);
    blocks?.get(block)?.delete(item);
    if (blocks?.get(block)?.size === 0) blocks.delete(block);
    if (blocks?.size === 0) this.levels.delete(level);
  }

  /** All whose range overlaps this one, and others. */
  *near({ first, last }: Range): Generator<Item> {
    for (const [level, blocks] of this.levels) {
      const [from, to] = [first >> level, last >> level];
      if (to - from >= BigInt(blocks.size)) for (const items of blocks.values()) yield* items;
      else for (let block = from; block <= to; block++) yield* blocks.get(block) ?? [];
    }
  }
}

function placeOf({ first, last }: Range): [level: bigint, block: bigint] {
  const level = differingBits(first, last);
  return [level, first >> level];
}
