/** The clouds and how they hang together. A value: a change makes another one, with another list of links if these change. */
export interface Topology {
  clouds: ReadonlyMap<string, CloudView>;
  links: readonly Link[];
}

interface CloudView {
  cloudId: string;
  /** Neither REMOVING nor UNREACHABLE: copies can be deployed there, and users moved there. */
  usable: boolean;
  /** It goes: nothing there is held for anybody but what serves. */
  removing: boolean;
  /** Milliseconds; since when it goes. What serves there does so for `outsideFor` at most, so that the cloud comes to its end whoever cannot be moved. */
  removingSince?: number | undefined;
}

/** Two clouds have one link at most; it leads both ways. */
export interface Link {
  one: string;
  other: string;
  /** At least 0, in the operator's unit. */
  distance: number;
}

/** A cloud and how far it is. */
export interface Way {
  to: string;
  distance: number;
}

export type Ways = ReadonlyMap<string, readonly Way[]>;

const WAYS = new WeakMap<readonly Link[], Ways>();

/** The links of each cloud, made once per list of links. */
export function waysOf(links: readonly Link[]): Ways {
  const known = WAYS.get(links);
  if (known) return known;
  const ways = new Map<string, Way[]>();
  const add = (from: string, way: Way) => void (ways.get(from)?.push(way) ?? ways.set(from, [way]));
  for (const { one, other, distance } of links) {
    add(one, { to: other, distance });
    add(other, { to: one, distance });
  }
  WAYS.set(links, ways);
  return ways;
}

/** Order of ids: by code units, on every machine the same. */
export const byId = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Nearest first; of equally distant clouds the smaller id first. */
export const byDistance = (one: Way, other: Way): number => one.distance - other.distance || byId(one.to, other.to);
