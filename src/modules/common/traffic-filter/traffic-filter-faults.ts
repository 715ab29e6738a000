import { addressRange, portRange, protocolNumber } from '../ip/index.js';
import type { Fault } from '../problem/index.js';

interface Syntax {
  attributes: readonly string[];
  fits: (text: string) => boolean;
  detail: string;
}

/** How the values of MEC 011, 7.1.5.2 and of MEC 010-2, 6.2.1.10 are written; the standards leave the spelling of ranges and protocols open. */
const SYNTAXES: Syntax[] = [
  {
    attributes: ['srcAddress', 'dstAddress', 'srcTunnelAddress', 'tgtTunnelAddress'],
    fits: (text) => addressRange(text) !== undefined,
    detail: 'must be an IPv4 or IPv6 address, address/prefix length, IPv4 address/mask, or a range written a-b',
  },
  {
    attributes: ['srcPort', 'dstPort', 'srcTunnelPort', 'dstTunnelPort'],
    fits: (text) => portRange(text) !== undefined,
    detail: 'must be a port from 0 to 65535, or a range written a-b',
  },
  {
    attributes: ['protocol'],
    fits: (text) => protocolNumber(text) !== undefined,
    detail: 'must be the name that IANA gives a protocol above IP, such as TCP, or its number from 0 to 255',
  },
];

/** What is wrong with the values of a filter; `place` is the JSON Pointer to it. */
export function trafficFilterFaults(filter: object, place: string): Fault[] {
  return SYNTAXES.flatMap(({ attributes, fits, detail }) =>
    attributes.flatMap((attribute) =>
      ((filter as Record<string, string[] | undefined>)[attribute] ?? []).flatMap((text, index) => (fits(text) ? [] : [{ place: `${place}/${attribute}/${index}`, detail }])),
    ),
  );
}
