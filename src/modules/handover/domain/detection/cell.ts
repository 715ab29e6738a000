import type { Fault } from '../../../common/problem/index.js';
import type { CellReference } from '../types.js';

type RadioTechnology = 'EUTRAN' | 'NR';

export const technologyOf = ({ ecgi }: CellReference): RadioTechnology => (ecgi ? 'EUTRAN' : 'NR');

/** PLMN and identity of a cell in one text, the same for each spelling of its digits. */
export function cellKey({ ecgi, nrcgi }: CellReference): string {
  if (ecgi) return `eutran-${ecgi.plmn.mcc}-${ecgi.plmn.mnc}-${ecgi.cellId.toLowerCase()}`;
  return `nr-${nrcgi!.plmn.mcc}-${nrcgi!.plmn.mnc}-${nrcgi!.nrCellId.toLowerCase()}`;
}

/** A cell is of one technology. @param place JSON Pointer to the cell in a body */
export const cellFaults = ({ ecgi, nrcgi }: CellReference, place: string): Fault[] =>
  (ecgi === undefined) === (nrcgi === undefined) ? [{ place, detail: 'must have either an ecgi or an nrcgi' }] : [];
