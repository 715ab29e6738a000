import { addressFamily } from '../../../common/ip/index.js';
import type { Fault } from '../../../common/problem/index.js';
import type { DnsRuleDescriptor } from '../types.js';

const FAMILIES = { IP_V4: 4, IP_V6: 6 } as const;

/** What is wrong with a DNS rule of a descriptor (MEC 010-2, 6.2.1.13) that its schema cannot say; `place` is the JSON Pointer to it. */
export function dnsRuleFaults({ ipAddressType, ipAddress }: DnsRuleDescriptor, place: string): Fault[] {
  const family = FAMILIES[ipAddressType];
  return addressFamily(ipAddress) === family ? [] : [{ place: `${place}/ipAddress`, detail: `must be an IPv${family} address, as ipAddressType says` }];
}
