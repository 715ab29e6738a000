import { conflict } from '../../../common/problem/index.js';
import type { BaseStation, Cell, Plmn, Ue } from '../types.js';

const inPlmn = ({ mcc, mnc }: Plmn, identity: string) => `${identity.toLowerCase()} in the PLMN ${mcc}-${mnc}`;

/** What no two base stations, cells or UEs of a network share, in words. */
export const identifiersOf = {
  baseStation: ({ type, plmn, nodeId }: BaseStation) => [`${type} ${inPlmn(plmn, nodeId)}`],
  cell: ({ ecgi, nrcgi }: Cell) => [
    ...(ecgi ? [`ecgi ${inPlmn(ecgi.plmn, ecgi.cellId)}`] : []),
    ...(nrcgi ? [`nrcgi ${inPlmn(nrcgi.plmn, nrcgi.nrCellId)}`] : []),
  ],
  ue: ({ supi, tempUeId, associateId = [] }: Ue) => [
    ...(supi === undefined ? [] : [`supi ${supi}`]),
    ...(tempUeId ? [`tempUeId ${tempUeId.mmec.toLowerCase()}-${tempUeId.mtmsi.toLowerCase()}`] : []),
    ...associateId.map(({ type, value }) => `address ${value} of type ${type}`),
  ],
};

/** @throws Problem 409 naming what another one has already */
export function refuseTaken<T extends { id: string }>(identifiers: (item: T) => string[], item: T, present: Iterable<T>): void {
  const own = new Set(identifiers(item));
  for (const other of present) {
    const taken = other.id === item.id ? undefined : identifiers(other).find((each) => own.has(each));
    if (taken !== undefined) throw conflict(`${other.id} has the ${taken} already.`);
  }
}
