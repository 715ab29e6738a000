import fc from 'fast-check';
import { neighboursOf, type NeighbourRules } from '../../../src/modules/placement/domain/topology/neighbours-of.js';
import type { Link, Topology } from '../../../src/modules/placement/domain/topology/topology.js';
import { linksOf } from './plain-world.js';

const topology = (links: readonly Link[], unusable: readonly string[] = []): Topology => {
  const ids = [...new Set(links.flatMap(({ one, other }) => [one, other]))];
  return { clouds: new Map(ids.map((cloudId) => [cloudId, { cloudId, usable: !unusable.includes(cloudId), removing: false }])), links };
};
const ruled = (neighbours: NeighbourRules['neighbours'], count = 0, threshold?: number): NeighbourRules => ({ neighbours, count, ...(threshold !== undefined && { threshold }) });

describe('the second clouds of a first one', () => {
  const links = linksOf('f e1 5', 'f e3 2', 'e2 f 2', 'e3 e4 1', 'e4 e5 0', 'e5 e0 0', 'x y 1');

  it.each([
    ['¶100, the nearest', ruled('NEAREST', 1), ['e2']],
    ['¶117, the k nearest, the smaller id of equally distant ones', ruled('NEAREST', 3), ['e2', 'e3', 'e0']],
    ['¶117, all if there are fewer', ruled('NEAREST', 9), ['e2', 'e3', 'e0', 'e4', 'e5', 'e1']],
    ['none at all', ruled('NEAREST', 0), []],
    ['¶116, all up to a distance over two links, itself included', ruled('DISTANCE', 0, 3), ['e2', 'e3', 'e0', 'e4', 'e5']],
    ['¶116, just below it', ruled('DISTANCE', 0, 2.9), ['e2', 'e3']],
    ['those with a link', ruled('TOPOLOGY'), ['e2', 'e3', 'e1']],
  ])('%s', (_name, rules, expected) => {
    expect(neighboursOf('f', topology(links), rules)).toEqual(expected);
  });

  it('are none of a cloud that nobody knows', () => {
    for (const rules of [ruled('NEAREST', 2), ruled('DISTANCE', 0, 9), ruled('TOPOLOGY')]) expect(neighboursOf('z', topology(links), rules)).toEqual([]);
  });

  it('are reached over one that cannot be used, which with NEAREST takes nobody its place', () => {
    const broken = topology(links, ['e2', 'e3']);
    expect(neighboursOf('f', broken, ruled('NEAREST', 1))).toEqual(['e2', 'e3', 'e0']);
    expect(neighboursOf('f', broken, ruled('DISTANCE', 0, 3))).toEqual(['e2', 'e3', 'e0', 'e4', 'e5']);
    expect(neighboursOf('f', broken, ruled('NEAREST', 1), (cloudId) => cloudId === 'e3')).toEqual(['e2', 'e3']);
  });

  it('need a threshold with DISTANCE', () => {
    expect(() => neighboursOf('f', topology(links), ruled('DISTANCE'))).toThrow('The neighbour policy DISTANCE has no threshold.');
  });
});

/** Shortest distances by looking at every link as often as there are clouds (Bellman-Ford). */
function distances(from: string, links: readonly Link[]): Map<string, number> {
  const found = new Map([[from, 0]]);
  for (let round = 0; round <= links.length; round++) {
    for (const { one, other, distance } of links) {
      for (const [start, end] of [[one, other], [other, one]] as const) {
        const length = (found.get(start) ?? Infinity) + distance;
        if (length < (found.get(end) ?? Infinity)) found.set(end, length);
      }
    }
  }
  found.delete(from);
  return found;
}

describe('shortest paths', () => {
  const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const pairs = NAMES.flatMap((one, index) => NAMES.slice(index + 1).map((other) => ({ one, other })));
  const length = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, max: 3, noNaN: true }));
  const anyLinks = fc.subarray(pairs, { maxLength: 16 }).chain((some) =>
    fc.tuple(...some.map(() => length)).map((lengths) => some.map((pair, index): Link => ({ ...pair, distance: lengths[index]! }))),
  );
  const shuffled = anyLinks.chain((links) => fc.shuffledSubarray(links, { minLength: links.length }));

  it('are those of Bellman and Ford', () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 0, max: 9 }), length, fc.subarray(NAMES), (links, count, threshold, unusable) => {
        const sorted = [...distances('e', links)].sort(([one, near], [other, far]) => near - far || (one < other ? -1 : 1));
        const there = topology(links, unusable);
        expect(neighboursOf('e', there, ruled('DISTANCE', 0, threshold))).toEqual(sorted.filter(([, distance]) => distance <= threshold).map(([to]) => to));
        const nearest = neighboursOf('e', there, ruled('NEAREST', count));
        const usable = sorted.map(([to]) => to).filter((to) => !unusable.includes(to));
        expect(nearest.filter((to) => !unusable.includes(to))).toEqual(usable.slice(0, count));
        expect(nearest).toEqual(sorted.map(([to]) => to).slice(0, nearest.length));
      }),
      { numRuns: 1000 },
    );
  });
});
