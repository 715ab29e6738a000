import type { Link, Topology } from '../../src/modules/placement/domain/topology/topology.js';
import { randomOf } from './random.js';
import type { Scale } from './scale.js';

/** Links of each cloud to its nearest ones, and of a fog cloud to edge clouds. */
const NEAREST = 6;
const EDGES = 5;

export interface Site {
  cloudId: string;
  kind: 'CENTRAL' | 'FOG' | 'EDGE';
  /** km from the south-west corner. */
  east: number;
  north: number;
}

/** Squared, km². */
export const between = (one: Site, east: number, north: number): number => (one.east - east) ** 2 + (one.north - north) ** 2;

/** Clouds anywhere on the plane. */
export function sitesOf({ central, fog, edge, side, seed }: Scale): Site[] {
  const random = randomOf(seed);
  const kinds = [...Array<'CENTRAL'>(central).fill('CENTRAL'), ...Array<'FOG'>(fog).fill('FOG'), ...Array<'EDGE'>(edge).fill('EDGE')];
  return kinds.map((kind, index) => ({ cloudId: `${kind.toLowerCase()}-${`${index}`.padStart(4, '0')}`, kind, east: random() * side, north: random() * side }));
}

export function topologyOf(sites: readonly Site[]): Topology {
  const links = new Map<string, Link>();
  for (const site of sites) {
    const others = sites.filter((other) => other !== site).sort((one, other) => between(one, site.east, site.north) - between(other, site.east, site.north));
    const edges = site.kind === 'FOG' ? others.filter(({ kind }) => kind === 'EDGE').slice(0, EDGES) : [];
    for (const other of [...others.slice(0, NEAREST), ...edges]) {
      const [one, two] = [site.cloudId, other.cloudId].sort() as [string, string];
      links.set(`${one} ${two}`, { one, other: two, distance: Math.sqrt(between(other, site.east, site.north)) });
    }
  }
  return { clouds: new Map(sites.map(({ cloudId }) => [cloudId, { cloudId, usable: true, removing: false }])), links: [...links.values()] };
}
