import type { PlmnId } from './types.js';

/** Bits of the AMF Pointer, behind AMF Region ID and AMF Set ID in an AMF identifier (3GPP TS 23.003, 2.10.1). */
const POINTER_BITS = 6;
const SET_ID_BITS = 10;

const setNumber = (amfId: string): number => parseInt(amfId, 16) >> POINTER_BITS;

/** Whether two AMF identifiers have AMF Region ID and AMF Set ID in common: their AMFs are equivalent (3GPP TS 23.501, 6.3.5). */
export const areOfOneSet = (one: string, other: string): boolean => setNumber(one) === setNumber(other);

/** The id of the AMF set that an AMF identifier belongs to, as targetAmfSet of 3GPP TS 29.531: 460-00-01-001 */
export function amfSetOf({ mcc, mnc }: PlmnId, amfId: string): string {
  const region = setNumber(amfId) >> SET_ID_BITS;
  const set = setNumber(amfId) % 2 ** SET_ID_BITS;
  return `${mcc}-${mnc}-${region.toString(16).padStart(2, '0')}-${set.toString(16).padStart(3, '0')}`;
}

/** AMF Region ID and AMF Set ID in the id of an AMF set, with 2 and 3 hexadecimal digits (AmfRegionId and AmfSetId of 3GPP TS 29.571). */
export function partsOfSet(set: string): { amfRegionId: string; amfSetId: string } {
  const [, , amfRegionId = '', amfSetId = ''] = set.toLowerCase().split('-');
  return { amfRegionId, amfSetId };
}

/** The order in which equivalent AMFs are taken: that with the greatest relative capacity first, of equals that with the smallest amfId. */
export const byPreference = (one: { capacity: number; amfId: string }, other: { capacity: number; amfId: string }): number =>
  other.capacity - one.capacity || parseInt(one.amfId, 16) - parseInt(other.amfId, 16);
