import type { CellReference } from '../types.js';

export type RadioTechnology = 'EUTRAN' | 'NR';

export const technologyOf = ({ ecgi }: CellReference): RadioTechnology => (ecgi ? 'EUTRAN' : 'NR');

/** PLMN and identity of a cell in one text, the same for each spelling of its digits. */
export function cellKey({ ecgi, nrcgi }: CellReference): string {
  if (ecgi) return `eutran-${ecgi.plmn.mcc}-${ecgi.plmn.mnc}-${ecgi.cellId.toLowerCase()}`;
  return `nr-${nrcgi!.plmn.mcc}-${nrcgi!.plmn.mnc}-${nrcgi!.nrCellId.toLowerCase()}`;
}
