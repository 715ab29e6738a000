/** The address of a name (MEC 011, 7.1.2.3). */
export interface DnsRecord {
  /** As `isDomainName` has it; upper and lower case are the same. */
  domainName: string;
  ipAddress: string;
  ipAddressType: 'IP_V4' | 'IP_V6';
  /** How long clients may keep the answer, in seconds; never expires if absent. */
  ttl?: number;
}

/** Longest TTL in seconds (RFC 2181, 8). */
export const LONGEST_TTL = 2 ** 31 - 1;
