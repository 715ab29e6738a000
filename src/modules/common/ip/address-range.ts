import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Addresses from the first to the last, both included, as numbers of 32 or 128 bits. */
export interface AddressRange {
  family: 4 | 6;
  first: bigint;
  last: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;

function address(text: string): { family: 4 | 6; value: bigint } | undefined {
  const family = isIP(text);
  if ((family !== 4 && family !== 6) || text.includes('%')) return undefined;
  const bytes = ipaddr.parse(text).toByteArray();
  return { family, value: bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) };
}

/** A prefix length, or for IPv4 a mask such as 255.255.255.0. */
function prefixLength(text: string, family: 4 | 6): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= BITS[family] ? Number(text) : undefined;
  if (family !== 4 || isIP(text) !== 4) return undefined;
  return ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined;
}

function network(text: string, slash: number): AddressRange | undefined {
  const base = address(text.slice(0, slash));
  const length = base && prefixLength(text.slice(slash + 1), base.family);
  if (!base || length === undefined) return undefined;
  const hosts = BigInt(BITS[base.family] - length);
  const first = (base.value >> hosts) << hosts;
  return { family: base.family, first, last: first + (1n << hosts) - 1n };
}

/** One end of a range, or all of it: an address, or the addresses of a prefix or mask. */
function end(text: string): AddressRange | undefined {
  const slash = text.indexOf('/');
  if (slash >= 0) return network(text, slash);
  const single = address(text);
  return single && { family: single.family, first: single.value, last: single.value };
}

/**
 * Reads the addresses of a traffic filter (MEC 011, 7.1.5.2): an address, an address with a prefix length or mask, or a range
 * of either, written a-b.
 * @returns undefined if the text is none of these, or the range ends before it begins
 */
export function addressRange(text: string): AddressRange | undefined {
  const [from, to, ...more] = text.split('-').map((part) => end(part.trim()));
  if (more.length || !from) return undefined;
  if (!text.includes('-')) return from;
  if (to?.family !== from.family || to.last < from.first) return undefined;
  return { family: from.family, first: from.first, last: to.last };
}

/** 4 or 6 for an address that names one interface or host, without zone; else undefined. */
export const addressFamily = (text: string): 4 | 6 | undefined => address(text)?.family;
