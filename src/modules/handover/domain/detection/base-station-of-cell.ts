import type { CellReference } from '../types.js';

/** Lengths of a gNB id of 22 to 32 bits in hexadecimal digits (3GPP TS 38.413, 9.3.1.6), longest first. */
const GNB_DIGITS = [8, 7, 6];

/** Global ids that the base station of a cell can have, the likeliest first: one for E-UTRAN, where the eNB id is 20 bits long, several for NR. */
export function possibleBaseStations({ ecgi, nrcgi }: CellReference): string[] {
  if (ecgi) return [`enb-${ecgi.plmn.mcc}-${ecgi.plmn.mnc}-${ecgi.cellId.slice(0, 5).toLowerCase()}`];
  return GNB_DIGITS.map((digits) => `gnb-${nrcgi!.plmn.mcc}-${nrcgi!.plmn.mnc}-${nrcgi!.nrCellId.slice(0, digits).toLowerCase()}`);
}

/**
 * The base station of a cell.
 * @param isKnown whether a global base station id, in lower case, is in the address table or one of our own
 * @returns undefined if several are possible and none is known: the orchestrator has to be asked for each
 */
export function baseStationOfCell(cell: CellReference, isKnown: (baseStation: string) => boolean): string | undefined {
  const possible = possibleBaseStations(cell);
  return possible.length === 1 ? possible[0] : possible.find(isKnown);
}

/** The cells can be of one base station. Of NR cells it is not known how long the id is; then rather so than not. */
export const mayShareBaseStation = (one: CellReference, other: CellReference): boolean => possibleBaseStations(one).some((id) => possibleBaseStations(other).includes(id));
