import { addressFamily } from '../../../common/ip/index.js';
import type { Fault } from '../../../common/problem/index.js';
import type { Bearer } from '../types.js';

/** What of a bearer cannot be. @param place of it, as a JSON Pointer */
export function bearerFaults({ enbInfo, sGwInfo }: Bearer, place: string): Fault[] {
  return [...addressFaults(enbInfo?.ipAddress, `${place}/enbInfo/ipAddress`), ...addressFaults(sGwInfo?.ipAddress, `${place}/sGwInfo/ipAddress`)];
}

/** Of an address on the transport layer, which may be absent. @param place of it, as a JSON Pointer */
export const addressFaults = (address: string | undefined, place: string): Fault[] =>
  address === undefined || addressFamily(address) !== undefined ? [] : [{ place, detail: 'must be an IP address' }];
