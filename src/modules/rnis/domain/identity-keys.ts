import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { AssociateId, Ecgi, Nrcgi, Plmn, TempUeId } from './types.js';

// Texts that are equal where two identities are the same, however they are written.

const plmnKey = ({ mcc, mnc }: Plmn) => `${mcc}-${mnc}`;

export const cellIdKey = (cellId: string): string => cellId.toLowerCase();

export const ecgiKey = ({ plmn, cellId }: Ecgi): string => `${plmnKey(plmn)}-${cellIdKey(cellId)}`;

export const nrcgiKey = ({ plmn, nrCellId }: Nrcgi): string => `${plmnKey(plmn)}-${cellIdKey(nrCellId)}`;

/** IPv6 addresses have several spellings, and TEIDs are hexadecimal. */
const valueKey = (value: string): string => (isIP(value) === 6 ? ipaddr.parse(value).toString() : value.toLowerCase());

export const associateIdKey = ({ type, value }: AssociateId): string => `${type}:${valueKey(value)}`;

/** The S-TMSI of a UE in ten hexadecimal digits. */
export const tempUeIdKey = ({ mmec, mtmsi }: TempUeId): string => `${mmec}${mtmsi}`.toLowerCase();
