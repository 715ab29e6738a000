import { Frontier } from './frontier.js';
import type { Way, Ways } from './topology.js';

/**
 * The clouds that links lead to from one, each with the length of the shortest path, nearest first (Dijkstra). Equally distant ones come in
 * any order: a link of the length 0 leads to a smaller id only later. Nothing is looked at before it is asked for.
 */
export function* shortestPaths(from: string, ways: Ways): Generator<Way, void, void> {
  const reached = new Set<string>();
  const frontier = new Frontier();
  frontier.push({ to: from, distance: 0 });
  for (let next = frontier.pop(); next; next = frontier.pop()) {
    if (reached.has(next.to)) continue;
    reached.add(next.to);
    if (next.to !== from) yield next;
    for (const { to, distance } of ways.get(next.to) ?? []) {
      if (!reached.has(to)) frontier.push({ to, distance: next.distance + distance });
    }
  }
}
