import type { Area, Position } from '../types.js';
import { holds } from './holds.js';
import { byId } from './topology.js';

/** Where somebody is (UserPlace). Of a cell the place of its antenna tells which polygons it is in; without it none. */
export type Whereabouts = { areaId: string } | { cellId: string; antenna?: Position } | { position: Position };

/** What areas are found by. A position is looked for in the polygons once. */
interface AreaIndex {
  ids: ReadonlySet<string>;
  byCell: ReadonlyMap<string, readonly string[]>;
  byPosition: WeakMap<Position, readonly string[]>;
}

const INDEXES = new WeakMap<readonly Area[], AreaIndex>();

/** Ids of the areas in which somebody is, the smaller first: that area and no other, or those with the cell, or whose polygon holds the position. */
export function areasOf(areas: readonly Area[], place: Whereabouts): string[] {
  const { ids, byCell, byPosition } = indexOf(areas);
  if ('areaId' in place) return ids.has(place.areaId) ? [place.areaId] : [];
  const atCell = 'cellId' in place ? (byCell.get(place.cellId) ?? []) : [];
  const position = 'cellId' in place ? place.antenna : place.position;
  return [...new Set([...atCell, ...(position ? around(position, areas, byPosition) : [])])].sort(byId);
}

function around(position: Position, areas: readonly Area[], known: AreaIndex['byPosition']): readonly string[] {
  const found = known.get(position) ?? areas.filter(({ polygon }) => polygon && holds(polygon, position)).map(({ areaId }) => areaId);
  known.set(position, found);
  return found;
}

/** Made once per list of areas. */
function indexOf(areas: readonly Area[]): AreaIndex {
  const known = INDEXES.get(areas);
  if (known) return known;
  const byCell = new Map<string, string[]>();
  for (const { areaId, cells } of areas) for (const cell of cells ?? []) void (byCell.get(cell)?.push(areaId) ?? byCell.set(cell, [areaId]));
  const made = { ids: new Set(areas.map(({ areaId }) => areaId)), byCell, byPosition: new WeakMap<Position, readonly string[]>() };
  INDEXES.set(areas, made);
  return made;
}
