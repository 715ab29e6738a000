import { addressRange } from '../../../common/ip/index.js';
import type { Family, Range, Selector } from '../../domain/selector.js';
import { type Field, inKeyOrder } from './leading-field.js';

/** Commands and expressions of nft, as libnftables-json(5) writes them. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export const TABLE = 'openmep';

/** The families of nft; `inet` has no `dup`. */
export const NFT_FAMILY = { 4: 'ip', 6: 'ip6' } as const;
export const ADDRESS_TYPE = { 4: 'ipv4_addr', 6: 'ipv6_addr' } as const;

/** A command on an object in our table. */
export const command = (verb: 'add' | 'delete' | 'flush', what: string, family: Family, name: string, properties: { [name: string]: Json } = {}): Json => ({
  [verb]: { [what]: { family: NFT_FAMILY[family], table: TABLE, name, ...properties } },
});

export const payload = (protocol: string, field: string): Json => ({ payload: { protocol, field } });
export const meta = (key: string): Json => ({ meta: { key } });
export const ct = (key: string, dir?: string): Json => ({ ct: { key, ...(dir !== undefined && { dir }) } });

export const equal = (left: Json, right: Json): Json => ({ match: { op: '==', left, right } });
export const different = (left: Json, right: Json): Json => ({ match: { op: '!=', left, right } });
export const masked = (left: Json, mask: number): Json => ({ '&': [left, mask] });
export const set = (key: Json, value: Json): Json => ({ mangle: { key, value } });
export const mapped = (key: Json, map: string): Json => ({ map: { key, data: `@${map}` } });
export const goto = (target: string): Json => ({ goto: { target } });
export const accept: Json = { accept: null };
export const drop: Json = { drop: null };

const FIELDS: Record<Family, readonly Json[]> = { 4: fieldsOf('ip', payload('ip', 'protocol')), 6: fieldsOf('ip6', meta('l4proto')) };

function fieldsOf(header: string, protocol: Json): readonly Json[] {
  return [payload(header, 'saddr'), payload(header, 'daddr'), protocol, payload('th', 'sport'), payload('th', 'dport')];
}

/** What of a packet is looked up in a map of entries. */
export const packetKey = (family: Family, leading: Field): Json => ({ concat: inKeyOrder(FIELDS[family], leading) });

export const packetKeyType = (family: Family, leading: Field): Json =>
  inKeyOrder<Json>([ADDRESS_TYPE[family], ADDRESS_TYPE[family], 'inet_proto', 'inet_service', 'inet_service'], leading);

export function addressText(family: Family, value: bigint): string {
  const [groups, bits, radix, separator] = family === 4 ? [4, 8n, 10, '.'] : [8, 16n, 16, ':'];
  const parts = Array.from({ length: groups }, (_unused, index) => (value >> (bits * BigInt(groups - 1 - index))) & ((1n << bits) - 1n));
  return parts.map((part) => part.toString(radix)).join(separator);
}

/** An address in the one spelling that is used here, whatever way it was written. */
export function canonicalAddress(text: string): { family: Family; address: string } {
  const { family, first } = addressRange(text)!;
  return { family, address: addressText(family, first) };
}

/** The key of an entry. */
export function selectorKey({ family, ranges: [source, destination, ...numbers] }: Selector, leading: Field): Json {
  const addresses = (range: Range) => rangeOf(range, (value) => addressText(family, value));
  return { concat: inKeyOrder([addresses(source), addresses(destination), ...numbers.map((range) => rangeOf(range, Number))], leading) };
}

function rangeOf({ first, last }: Range, text: (value: bigint) => Json): Json {
  return first === last ? text(first) : { range: [text(first), text(last)] };
}

/** Conditions that a packet has a DSCP (IPv4) or a traffic class (IPv6, whose last two bits are ECN). */
export function trafficClassIs(family: Family, trafficClass: number | undefined): Json[] {
  if (trafficClass === undefined) return [];
  if (family === 4) return [equal(payload('ip', 'dscp'), trafficClass)];
  return [equal(payload('ip6', 'dscp'), trafficClass >> 2), equal(payload('ip6', 'ecn'), trafficClass & 3)];
}
