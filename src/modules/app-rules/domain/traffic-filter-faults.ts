import type { Fault } from '../../common/problem/index.js';
import type { TrafficFilter } from './types.js';

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
