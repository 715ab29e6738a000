import type { NeighbourPolicy } from '../types.js';
import { shortestPaths } from './shortest-paths.js';
import { byDistance, type Topology, type Way, waysOf } from './topology.js';

/** Which clouds are second ones (PlacementPolicy). */
export interface NeighbourRules {
  neighbours: NeighbourPolicy;
  /** The longest path to a neighbour, itself included; with DISTANCE. */
  threshold?: number;
  /** How many neighbours there are, 0..1000; with NEAREST. */
  count: number;
}

/**
 * The second clouds of a first one, nearest first and of equally distant ones the smaller id first. TOPOLOGY: those that have a link with
 * it (seed, 104). DISTANCE: all up to the threshold (¶116). NEAREST: so many as count says (¶100, ¶117). A path leads through any cloud,
 * also through one that cannot be used.
 * @param counts whether a copy can be had there: with NEAREST the others on the way are named besides, and take nobody's place
 * @throws Error DISTANCE without a threshold
 */
export function neighboursOf(first: string, topology: Topology, rules: NeighbourRules, counts = isUsable(topology)): string[] {
  const ways = waysOf(topology.links);
  const found = { TOPOLOGY: () => ways.get(first) ?? [], DISTANCE: () => within(first, ways, rules), NEAREST: () => nearest(first, ways, rules, counts) }[rules.neighbours]();
  const sorted = found.filter(({ to }) => topology.clouds.has(to)).sort(byDistance);
  return (rules.neighbours === 'NEAREST' ? upTo(rules.count, sorted, counts) : sorted).map(({ to }) => to);
}

const isUsable = ({ clouds }: Topology) => (cloudId: string) => clouds.get(cloudId)?.usable ?? false;

function within(first: string, ways: ReturnType<typeof waysOf>, { threshold }: NeighbourRules): Way[] {
  if (threshold === undefined) throw new Error('The neighbour policy DISTANCE has no threshold.');
  const found: Way[] = [];
  for (const way of shortestPaths(first, ways)) {
    if (way.distance > threshold) break;
    found.push(way);
  }
  return found;
}

/** Those that count, and all that are as far as the last of them: which of these belong to it, their ids say. */
function nearest(first: string, ways: ReturnType<typeof waysOf>, { count }: NeighbourRules, counts: (cloudId: string) => boolean): Way[] {
  const found: Way[] = [];
  let missing = count;
  let farthest = Infinity;
  if (missing === 0) return found;
  for (const way of shortestPaths(first, ways)) {
    if (way.distance > farthest) break;
    found.push(way);
    if (counts(way.to) && --missing === 0) farthest = way.distance;
  }
  return found;
}

/** The first ones up to the last that still counts. */
function upTo(count: number, sorted: Way[], counts: (cloudId: string) => boolean): Way[] {
  let missing = count;
  const end = sorted.findIndex(({ to }) => counts(to) && --missing === 0);
  return end < 0 ? sorted : sorted.slice(0, end + 1);
}
