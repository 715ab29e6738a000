import type { CellReference } from '../types.js';
import { cellKey, technologyOf } from './cell.js';

/** A neighbour cell as the UE has measured it. */
export interface Neighbour {
  cell: CellReference;
  /** Reported index: 0..97 in E-UTRAN, 0..127 in NR; higher is stronger. */
  rsrp: number;
  rsrq?: number;
  sinr?: number;
  /** Milliseconds since 1970, by the same clock as `now`. */
  measuredAt: number;
}

interface Sight {
  servingCell: CellReference;
  neighbours: readonly Neighbour[];
  now: number;
  /** Milliseconds after which a measurement says nothing any more. */
  measurementAge: number;
}

const higher = (one = -Infinity, other = -Infinity): number => (one === other ? 0 : other - one);
const lower = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Indexes of different radio technologies cannot be compared, so only those of the serving cell's own count. */
const counting = ({ servingCell, neighbours, now, measurementAge }: Sight): Neighbour[] =>
  neighbours.filter(({ cell, measuredAt }) => technologyOf(cell) === technologyOf(servingCell) && cellKey(cell) !== cellKey(servingCell) && now - measuredAt <= measurementAge);

function strongestFirst(sight: Sight, told: readonly string[]): Neighbour[] {
  const place = (cell: CellReference) => (told.includes(cellKey(cell)) ? told.indexOf(cellKey(cell)) : told.length);
  return counting(sight).sort((one, other) =>
    higher(one.rsrp, other.rsrp) || higher(one.rsrq, other.rsrq) || higher(one.sinr, other.sinr) || place(one.cell) - place(other.cell) || lower(cellKey(one.cell), cellKey(other.cell)));
}

/** The neighbour with the highest RSRP; of equal ones by RSRQ, SINR and the lowest identity. undefined if none has been measured lately. */
export const strongestNeighbour = (sight: Sight): CellReference | undefined => strongestFirst(sight, [])[0]?.cell;

/** Where the UE goes: the cell that the RNIS has told; of several the strongest that was measured, else the first; if none was told the strongest neighbour. */
export function targetCell(sight: Sight, told: readonly CellReference[]): CellReference | undefined {
  if (!told.length) return strongestNeighbour(sight);
  const keys = told.map(cellKey);
  return strongestFirst(sight, keys).find(({ cell }) => keys.includes(cellKey(cell)))?.cell ?? told[0];
}
