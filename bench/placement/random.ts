/** Numbers in [0, 1) that depend on the seed alone, on every machine the same (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Nearly normal, of mean 0 and deviation 1: twelve numbers added up, since logarithms differ between machines. */
export function normal(random: () => number): number {
  let total = -6;
  for (let drawn = 0; drawn < 12; drawn++) total += random();
  return total;
}
