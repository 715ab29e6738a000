import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { addressFamily } from '../../common/ip/index.js';
import type { AssociateId } from './types.js';

const GTP_TEID = 4;

/** One spelling of an address; a text that is none stays as it is. */
export const canonicalAddress = (text: string): string => (addressFamily(text) ? ipaddr.parse(text).toString() : text);

/** The same identifier in one spelling: addresses in the form of RFC 5952, TEIDs in lower case. */
export const canonicalAssociateId = ({ type, value }: AssociateId): AssociateId => ({ type, value: type === GTP_TEID ? value.toLowerCase() : canonicalAddress(value) });

function ueKey(identifier: AssociateId): string {
  const { type, value } = canonicalAssociateId(identifier);
  return createHash('sha256').update(`${type}:${value}`).digest('hex');
}

/** Keys under which a UE is found, one for each identifier; they don't tell what it is. */
export const ueKeys = (identifiers: readonly AssociateId[]): string[] => [...new Set(identifiers.map(ueKey))].sort();

/** One identifier in common is enough. */
export const isSameUe = (keys: readonly string[], others: readonly string[]): boolean => keys.some((key) => others.includes(key));
