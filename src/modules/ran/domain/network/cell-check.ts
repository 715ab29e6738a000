import { type Fault, refuseFaults } from '../../../common/problem/index.js';
import type { BaseStation, Cell, Plmn } from '../types.js';

/** @throws Problem 400 naming the places, if a base station can have no such cell */
export function checkCell(cell: Cell, baseStation: BaseStation): void {
  refuseFaults([...identityFaults(cell, baseStation), ...spacingFaults(cell, baseStation)]);
}

/** The neighbours of a cell that are not there, with their places in its list. */
export const lostNeighbours = ({ neighbours = [] }: Cell, isThere: (id: string) => boolean): { id: string; index: number }[] =>
  neighbours.flatMap((id, index) => (isThere(id) ? [] : [{ id, index }]));

/** It is of the kind of its base station. */
function identityFaults({ ecgi, nrcgi }: Cell, baseStation: BaseStation): Fault[] {
  if (baseStation.type === 'ENB') {
    if (!ecgi || nrcgi) return [{ place: '', detail: 'of an ENB must have an ecgi and no nrcgi' }];
    return [...plmnFaults('/ecgi', ecgi.plmn, baseStation), ...digitFaults('/ecgi/cellId', ecgi.cellId, baseStation)];
  }
  if (!nrcgi || ecgi) return [{ place: '', detail: 'of a GNB must have an nrcgi and no ecgi' }];
  return [...plmnFaults('/nrcgi', nrcgi.plmn, baseStation), ...digitFaults('/nrcgi/nrCellId', nrcgi.nrCellId, baseStation)];
}

function plmnFaults(place: string, { mcc, mnc }: Plmn, { plmn }: BaseStation): Fault[] {
  return mcc === plmn.mcc && mnc === plmn.mnc ? [] : [{ place, detail: `must be in the PLMN of its base station, ${plmn.mcc}-${plmn.mnc}` }];
}

/** The identity of a cell begins with that of its node (TS 36.413, 9.2.1.37 and 9.2.1.38; TS 38.413, 9.3.1.7). */
function digitFaults(place: string, identity: string, { nodeId }: BaseStation): Fault[] {
  const digits = nodeId.toLowerCase();
  return identity.toLowerCase().startsWith(digits) ? [] : [{ place, detail: `must begin with the nodeId of its base station, ${digits}` }];
}

/** E-UTRA has no other (TS 36.211, 6.2.3). */
const EUTRA_SPACING = 15;

const spacingFaults = ({ subcarrierSpacing = EUTRA_SPACING }: Cell, { type }: BaseStation): Fault[] =>
  type === 'ENB' && subcarrierSpacing !== EUTRA_SPACING ? [{ place: '/subcarrierSpacing', detail: `of an ENB must be ${EUTRA_SPACING}` }] : [];
