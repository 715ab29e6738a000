import { addressFamily } from '../../../common/ip/index.js';
import type { Fault } from '../../../common/problem/index.js';
import type { Bearer } from '../types.js';

/** What of a bearer cannot be. @param place of it, as a JSON Pointer */
export function bearerFaults({ qosInformation, enbInfo, sGwInfo }: Bearer, place: string): Fault[] {
  return [
    ...rateFaults(qosInformation, `${place}/qosInformation`),
    ...addressFaults(enbInfo?.ipAddress, `${place}/enbInfo/ipAddress`),
    ...addressFaults(sGwInfo?.ipAddress, `${place}/sGwInfo/ipAddress`),
  ];
}

const RATES = [
  ['erabGbrDl', 'erabMbrDl'],
  ['erabGbrUl', 'erabMbrUl'],
] as const;

/** What is guaranteed is no more than what is allowed (TS 23.401, 4.7.3). */
const rateFaults = (rates: Bearer['qosInformation'], place: string): Fault[] =>
  RATES.flatMap(([guaranteed, most]) => (rates && rates[guaranteed] > rates[most] ? [{ place: `${place}/${guaranteed}`, detail: `must not be above ${most}` }] : []));

/** Of an address on the transport layer, which may be absent. @param place of it, as a JSON Pointer */
export const addressFaults = (address: string | undefined, place: string): Fault[] =>
  address === undefined || addressFamily(address) !== undefined ? [] : [{ place, detail: 'must be an IP address' }];
