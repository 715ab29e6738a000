import { linksOf, PlainWorld } from './plain-world.js';

/** Table 2 of the seed and a neighbour of edge n, as in figure 4; area d is where edge m serves. */
export function seedWorld(): PlainWorld {
  const world = new PlainWorld(['edge-1', 'edge-m', 'edge-n', 'fog-n'], linksOf('fog-n edge-n 2.5', 'edge-n edge-m 1.5', 'edge-m edge-1 3'));
  world.areas = new Map([
    ['a', ['edge-n']],
    ['b', ['fog-n']],
    ['c', ['edge-1']],
    ['d', ['edge-m']],
  ]);
  return world;
}
