import fc from 'fast-check';
import { RangeIndex } from '../../src/modules/data-plane/adapters/nftables/range-index.js';

const range = fc.tuple(fc.nat(40), fc.nat(12)).map(([first, length]) => ({ first: BigInt(first), last: BigInt(first + length) }));
const meet = (one: { first: bigint; last: bigint }, other: { first: bigint; last: bigint }) => one.first <= other.last && other.first <= one.last;

describe('an index of ranges', () => {
  it('finds all that overlap, of those that are there', () => {
    fc.assert(
      fc.property(fc.array(range), fc.array(fc.nat(30)), range, (ranges, leaving, asked) => {
        const index = new RangeIndex<number>();
        ranges.forEach((one, item) => index.add(one, item));
        const left = new Set(leaving.filter((item) => item < ranges.length));
        for (const item of left) index.delete(ranges[item]!, item);
        const near = [...index.near(asked)];
        expect(near).toEqual([...new Set(near)]);
        const there = ranges.flatMap((one, item) => (left.has(item) ? [] : [{ one, item }]));
        expect(there.filter(({ item }) => near.includes(item))).toHaveLength(near.length);
        expect(there.filter(({ one, item }) => meet(one, asked) && !near.includes(item))).toEqual([]);
      }),
    );
  });

  it.each([['addresses', 0n], ['prefixes', 64n]])('looks at few of many %s', (_what, bits) => {
    const index = new RangeIndex<number>();
    const block = (number: number) => ({ first: BigInt(number) << bits, last: (BigInt(number + 1) << bits) - 1n });
    for (let item = 0; item < 10_000; item++) index.add(block(item), item);
    expect([...index.near(block(77))]).toEqual([77]);
    expect([...index.near({ first: block(77).first, last: block(79).last })]).toEqual([77, 78, 79]);
    expect([...index.near({ first: 0n, last: (1n << 128n) - 1n })]).toHaveLength(10_000);
  });
});
