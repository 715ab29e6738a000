import { notFound } from '../../../common/problem/index.js';
import { cellIdKey, ecgiKey } from '../identity-keys.js';
import type { Ecgi } from '../types.js';
import { AskedUes, type UeParameters } from './asked-ues.js';
import type { ServedUe, Situation } from './situation.js';

/** Query parameters that all queries but plmn_info share. */
export interface SelectionParameters extends UeParameters {
  cell_id?: string[];
}

/** The cells and UEs that a query is about. */
interface Selection {
  /** If UEs are named, those that serve one of them. */
  cells: Situation['cells'];
  servedUes: ServedUe[];
  askedUes: AskedUes;
}

/**
 * Chooses cells and UEs: all parameters that are given have to fit, one of the values of each is enough.
 * @throws Problem 400 if a value is none of its parameter, 404 if a parameter names nothing that is known
 */
export function select(situation: Situation, parameters: SelectionParameters): Selection {
  const askedUes = new AskedUes(parameters);
  askedUes.requireKnown(situation.ues);
  const cells = askedCells(situation, parameters.cell_id ?? []);
  const cellKeys = new Set(cells.map(({ ecgi }) => ecgiKey(ecgi)));
  const servedUes = situation.servedUes.filter((ue) => cellKeys.has(ecgiKey(ue.ecgi)) && askedUes.includes(ue));
  return { cells: askedUes.named ? cells.filter(({ ecgi }) => servedUes.some((ue) => isSame(ue.ecgi, ecgi))) : cells, servedUes, askedUes };
}

function askedCells({ cells }: Situation, cellIds: readonly string[]): Situation['cells'] {
  if (cellIds.length === 0) return cells;
  const keys = new Set(cellIds.map(cellIdKey));
  const found = cells.filter(({ ecgi }) => keys.has(cellIdKey(ecgi.cellId)));
  if (found.length === 0) throw notFound(`There is no cell ${cellIds.join(', ')}.`);
  return found;
}

const isSame = (one: Ecgi, other: Ecgi): boolean => ecgiKey(one) === ecgiKey(other);
