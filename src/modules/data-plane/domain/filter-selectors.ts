import { type AddressRange, addressRange, portRange, protocolNumber } from '../../common/ip/index.js';
import { impossible } from '../../common/problem/index.js';
import type { TrafficFilter } from './data-plane.js';
import { combinations, type Family, merged, type Range, type Selector, single, upTo } from './selector.js';

const ANY_ADDRESS = { 4: upTo(2n ** 32n - 1n), 6: upTo(2n ** 128n - 1n) } as const;
const ANY_PROTOCOL = upTo(255n);
const ANY_PORT = upTo(65535n);

/** Combinations of values that one rule may stand for. */
export const MOST_SELECTORS = 1024;

/** TCP, UDP and SCTP: what a filter with ports and without protocol stands for. */
const USUAL_PROTOCOLS_WITH_PORTS = ['6', '17', '132'];
/** Those, DCCP and UDP-Lite: their first four octets are two ports. */
const PROTOCOLS_WITH_PORTS = new Set([6, 17, 33, 132, 136]);

/** What a packet does not show to this platform, and why. */
const UNKNOWN_TO_PACKETS: [keyof TrafficFilter, string][] = [
  ['tag', 'packets carry no tags here'],
  ['srcTunnelAddress', 'the platform is no end of a GTP tunnel'],
  ['tgtTunnelAddress', 'the platform is no end of a GTP tunnel'],
  ['srcTunnelPort', 'the platform is no end of a GTP tunnel'],
  ['dstTunnelPort', 'the platform is no end of a GTP tunnel'],
  ['qCI', 'without a user plane no bearer is known'],
];

const isPresent = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined);

/** Reads every value of an attribute, of which one is enough; nothing if the attribute is absent. */
function read<T>(place: string, values: string[] | undefined, parse: (text: string) => T | undefined, what: string): T[] {
  return (values ?? []).map((text) => {
    const value = parse(text);
    if (value === undefined) throw impossible(`${place} holds ${text}, which is no ${what}.`);
    return value;
  });
}

function protocolsOf(place: string, { protocol, srcPort, dstPort }: TrafficFilter): Range[] {
  const withPorts = isPresent(srcPort) || isPresent(dstPort);
  const named = withPorts && !isPresent(protocol) ? USUAL_PROTOCOLS_WITH_PORTS : protocol;
  const numbers = read(`${place}/protocol`, named, protocolNumber, 'protocol');
  const portless = withPorts ? numbers.find((number) => !PROTOCOLS_WITH_PORTS.has(number)) : undefined;
  if (portless !== undefined) throw impossible(`${place}/protocol holds protocol ${portless}, which has no ports to look at.`);
  return numbers.length ? merged(numbers.map((number) => single(BigInt(number)))) : [ANY_PROTOCOL];
}

function portsOf(place: string, values: string[] | undefined): Range[] {
  const ranges = read(place, values, portRange, 'port or range of ports');
  return ranges.length ? merged(ranges.map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) }))) : [ANY_PORT];
}

function familiesOf(place: string, { dSCP, tC }: TrafficFilter): Family[] {
  if (dSCP !== undefined && tC !== undefined) throw impossible(`${place} has dSCP, of IPv4, and tC, of IPv6; no packet has both.`);
  if (dSCP !== undefined) return [4];
  return tC !== undefined ? [6] : [4, 6];
}

/**
 * The packets that a filter describes (MEC 011, 7.1.5.2), as selectors that do not overlap.
 * @param place where the filter is, as a JSON Pointer
 * @throws Problem 422 naming attribute and reason, if nothing can match it here
 */
export function selectorsOf(place: string, filter: TrafficFilter): Selector[] {
  for (const [attribute, reason] of UNKNOWN_TO_PACKETS)
    if (isPresent(filter[attribute])) throw impossible(`${place}/${attribute} cannot be matched: ${reason}.`);
  const sources = read(`${place}/srcAddress`, filter.srcAddress, addressRange, 'address, prefix or range of addresses');
  const destinations = read(`${place}/dstAddress`, filter.dstAddress, addressRange, 'address, prefix or range of addresses');
  const protocols = protocolsOf(place, filter);
  const [sourcePorts, destinationPorts] = [portsOf(`${place}/srcPort`, filter.srcPort), portsOf(`${place}/dstPort`, filter.dstPort)];
  const trafficClass = filter.dSCP ?? filter.tC;
  const selectors = familiesOf(place, filter).flatMap((family) => {
    const addresses = (given: AddressRange[]) => (given.length ? merged(given.filter((range) => range.family === family)) : [ANY_ADDRESS[family]]);
    const lists = [addresses(sources), addresses(destinations), protocols, sourcePorts, destinationPorts] as const;
    if (lists.reduce((count, { length }) => count * length, 1) > MOST_SELECTORS)
      throw impossible(`${place} has lists whose combinations are more than ${MOST_SELECTORS}, the most that one rule may have.`);
    return combinations(lists).map((ranges) => ({ family, ranges, ...(trafficClass !== undefined && { trafficClass }) }));
  });
  if (!selectors.length) throw impossible(`${place} fits no packet: its addresses, dSCP and tC belong to different versions of IP.`);
  return selectors;
}
