import { addressRange, portRange, protocolNumber } from '../../common/ip/index.js';
import type { Fault } from '../../common/problem/index.js';
import type { TrafficFilter } from './types.js';

interface Syntax {
  attributes: readonly (keyof TrafficFilter)[];
  fits: (text: string) => boolean;
  detail: string;
}

/** How the values of MEC 011, 7.1.5.2 are written; the standard leaves the spelling of ranges and protocols open. */
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
export function trafficFilterFaults(filter: TrafficFilter, place: string): Fault[] {
  return SYNTAXES.flatMap(({ attributes, fits, detail }) =>
    attributes.flatMap((attribute) =>
      ((filter[attribute] ?? []) as string[]).flatMap((text, index) => (fits(text) ? [] : [{ place: `${place}/${attribute}/${index}`, detail }])),
    ),
  );
}

const ATTRIBUTES = [
  'srcAddress', 'dstAddress', 'srcPort', 'dstPort', 'protocol', 'tag', 'srcTunnelAddress', 'tgtTunnelAddress', 'srcTunnelPort', 'dstTunnelPort', 'qCI', 'dSCP', 'tC',
] as const satisfies (keyof TrafficFilter)[];

/** A filter without the attributes that MEC 011, 7.1.5.2 does not know: they do not count, and must not look as if they did. */
export const knownFilter = (filter: TrafficFilter): TrafficFilter =>
  Object.fromEntries(ATTRIBUTES.filter((attribute) => filter[attribute] !== undefined).map((attribute) => [attribute, filter[attribute]]));

/** A filter with nothing but unknown attributes would match everything, which nobody who misspells one wants. */
export const strangerFaults = (filter: TrafficFilter, place: string): Fault[] =>
  Object.keys(filter).length > 0 && Object.keys(knownFilter(filter)).length === 0
    ? [{ place, detail: `has ${Object.keys(filter).join(', ')}, none of which is an attribute of a traffic filter` }]
    : [];
