import { isIPv4, isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { type NameKey, parentOf } from '../wire/name.js';
import { isDomainName, nameKey } from './domain-name.js';
import type { DnsRecord } from './dns-record.js';
import { NO_SUCH_NAME, type ZoneAnswer, ZoneName } from './zone-name.js';

const ASTERISK = nameKey('*');

const isWildcard = (name: NameKey) => name.startsWith(ASTERISK);

function* ancestorsOf(name: NameKey): Generator<NameKey> {
  for (let ancestor = parentOf(name); ancestor !== ''; ancestor = parentOf(ancestor)) yield ancestor;
}

function requireRecord({ domainName, ipAddress, ipAddressType, ttl }: DnsRecord): void {
  if (!isDomainName(domainName)) throw new RangeError(`"${domainName}" is no domain name.`);
  const isAddress = ipAddressType === 'IP_V4' ? isIPv4(ipAddress) : isIPv6(ipAddress) && !ipAddress.includes('%');
  if (!isAddress) throw new RangeError(`"${ipAddress}" is no address of the type ${ipAddressType}.`);
  if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 0)) throw new RangeError(`${ttl} is no TTL in seconds.`);
}

/**
 * The names that the DNS server answers for (DnsRule: MEC 011, 7.1.2.3; wildcards: RFC 4592). It takes possession of single names, of everything beneath a name that has a
 * wildcard, and of nothing else: other names are none of its business.
 */
@Injectable()
export class DnsZone {
  private readonly owners = new Map<string, NameKey>();
  private readonly names = new Map<NameKey, ZoneName>();
  /** Names of wildcards by the name that they are directly beneath. */
  private readonly wildcards = new Map<NameKey, ZoneName>();

  /**
   * Adds a record, or replaces the one with this key. Several records may share a name.
   * @throws RangeError if name, address or TTL are none
   */
  put(key: string, record: DnsRecord): void {
    requireRecord(record);
    this.remove(key);
    const name = nameKey(record.domainName);
    this.owners.set(key, name);
    this.at(name).put(key, { ...record });
    if (isWildcard(name)) this.wildcards.set(parentOf(name), this.at(name));
    for (const ancestor of ancestorsOf(name)) this.at(ancestor).beneath += 1;
  }

  /** Removes the record with this key, if there is one. */
  remove(key: string): void {
    const name = this.owners.get(key);
    if (name === undefined) return;
    this.owners.delete(key);
    this.at(name).remove(key);
    for (const ancestor of ancestorsOf(name)) this.at(ancestor).beneath -= 1;
    if (isWildcard(name) && !this.at(name).hasRecords) this.wildcards.delete(parentOf(name));
    for (const changed of [name, ...ancestorsOf(name)]) this.forgetIfEmpty(changed);
  }

  /** What there is for a name, by the rules of RFC 4592; undefined if the name is not ours. */
  find(name: NameKey): ZoneAnswer | undefined {
    const existing = this.names.get(name);
    if (existing?.hasRecords) return existing;
    if (this.wildcards.size === 0 || !this.isBeneathWildcard(name)) return undefined;
    return existing ?? this.wildcards.get(this.closestEncloser(name)) ?? NO_SUCH_NAME;
  }

  private isBeneathWildcard(name: NameKey): boolean {
    for (const ancestor of ancestorsOf(name)) if (this.wildcards.has(ancestor)) return true;
    return false;
  }

  /** Nearest ancestor that exists; a name beneath a wildcard's has one. */
  private closestEncloser(name: NameKey): NameKey {
    let ancestor = parentOf(name);
    while (!this.names.has(ancestor)) ancestor = parentOf(ancestor);
    return ancestor;
  }

  private at(name: NameKey): ZoneName {
    const known = this.names.get(name) ?? new ZoneName();
    this.names.set(name, known);
    return known;
  }

  private forgetIfEmpty(name: NameKey): void {
    const { hasRecords, beneath } = this.at(name);
    if (!hasRecords && beneath === 0) this.names.delete(name);
  }
}
