import { addressRange } from '../../../common/ip/index.js';
import { type Family, type Selector, single } from '../../domain/selector.js';

/** One direction of a connection, addresses as conntrack writes them; protocols without ports have port 0. */
export interface Tuple {
  source: string;
  destination: string;
  sourcePort: number;
  destinationPort: number;
}

/** A connection that the kernel tracks. */
export interface Connection {
  family: Family;
  protocol: number;
  original: Tuple;
  reply: Tuple;
  mark: number;
}

/** conntrack knows the ports of these protocols, by these names. */
const PROTOCOLS_WITH_PORTS = new Map([[6, 'tcp'], [17, 'udp'], [33, 'dccp'], [132, 'sctp'], [136, 'udplite']]);

export const hasPorts = ({ protocol }: Connection): boolean => PROTOCOLS_WITH_PORTS.has(protocol);

/** The protocol as conntrack wants it. */
export const protocolName = ({ protocol }: Connection): string => PROTOCOLS_WITH_PORTS.get(protocol) ?? String(protocol);

const HEAD = /^ipv([46])\s+\d+\s+\S+\s+(\d+)\s/;
const ATTRIBUTE = /\b(src|dst|sport|dport|mark)=(\S+)/g;

/** Reads a line of `conntrack -L -o extended`; undefined if it is not about an IP connection. */
export function connectionOf(line: string): Connection | undefined {
  const [, family, protocol] = HEAD.exec(line) ?? [];
  if (!family) return undefined;
  const values: Record<string, string[]> = { src: [], dst: [], sport: [], dport: [], mark: [] };
  for (const [, name, value] of line.matchAll(ATTRIBUTE)) values[name!]!.push(value!);
  const tuple = (direction: 0 | 1): Tuple => ({
    source: values['src']![direction]!,
    destination: values['dst']![direction]!,
    sourcePort: Number(values['sport']![direction] ?? 0),
    destinationPort: Number(values['dport']![direction] ?? 0),
  });
  return { family: Number(family) as Family, protocol: Number(protocol), original: tuple(0), reply: tuple(1), mark: Number(values['mark']![0] ?? 0) };
}

const address = (text: string) => single(addressRange(text)!.first);

/** Whatever way they are written. */
export const isSameAddress = (one: string, other: string): boolean => one === other || address(one).first === address(other).first;

/** The packets of one direction of a connection, whatever their traffic class. */
export const packetsOf = (
  { family, protocol }: Pick<Connection, 'family' | 'protocol'>,
  { source, destination, sourcePort, destinationPort }: Tuple,
): Selector => ({
  family,
  ranges: [address(source), address(destination), single(BigInt(protocol)), single(BigInt(sourcePort)), single(BigInt(destinationPort))],
});

export const reversed = ({ source, destination, sourcePort, destinationPort }: Tuple): Tuple => ({
  source: destination,
  destination: source,
  sourcePort: destinationPort,
  destinationPort: sourcePort,
});

/** Whether replies come from where packets are sent to, and go to where these come from: nothing is translated. */
export const isUntranslated = ({ original, reply }: Connection): boolean =>
  reply.source === original.destination &&
  reply.destination === original.source &&
  reply.sourcePort === original.destinationPort &&
  reply.destinationPort === original.sourcePort;
