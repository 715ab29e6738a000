import { Rcode, Type } from '../wire/codes.js';
import { RecordSet } from '../wire/record-set.js';
import { addressRecord } from '../wire/resource-record.js';
import { type DnsRecord, LONGEST_TTL } from './dns-record.js';

/** What the zone has for a name. */
export interface ZoneAnswer {
  rcode: number;
  /** The records of a type, or undefined if there are none. */
  recordsOf(type: number): RecordSet | undefined;
}

export const NO_SUCH_NAME: ZoneAnswer = { rcode: Rcode.NXDOMAIN, recordsOf: () => undefined };

interface RecordSets {
  a: RecordSet | undefined;
  aaaa: RecordSet | undefined;
}

/** A name that has records, or names beneath it. */
export class ZoneName implements ZoneAnswer {
  readonly rcode = Rcode.NOERROR;
  /** Records beneath the name. */
  beneath = 0;
  private readonly records = new Map<string, DnsRecord>();
  /** Made when it is first asked for after a change. */
  private sets: RecordSets | undefined;

  get hasRecords(): boolean {
    return this.records.size > 0;
  }

  /** Of all types, one is enough for who asks for any (RFC 8482, 4.1). */
  recordsOf(type: number): RecordSet | undefined {
    const { a, aaaa } = (this.sets ??= { a: this.prepared('A', 'IP_V4'), aaaa: this.prepared('AAAA', 'IP_V6') });
    if (type === Type.A) return a;
    if (type === Type.AAAA) return aaaa;
    return type === Type.ANY ? (a ?? aaaa) : undefined;
  }

  put(key: string, record: DnsRecord): void {
    this.records.set(key, record);
    this.sets = undefined;
  }

  remove(key: string): void {
    this.records.delete(key);
    this.sets = undefined;
  }

  /** All under one TTL, the shortest, and none twice (RFC 2181, 5). */
  private prepared(type: 'A' | 'AAAA', addressType: DnsRecord['ipAddressType']): RecordSet | undefined {
    const records = [...this.records.values()].filter(({ ipAddressType }) => ipAddressType === addressType);
    const ttl = records.reduce((shortest, record) => Math.min(shortest, record.ttl ?? LONGEST_TTL), LONGEST_TTL);
    const encoded = new Map(records.map(({ ipAddress }) => addressRecord(type, ipAddress, ttl)).map((bytes) => [bytes.toString('hex'), bytes]));
    return encoded.size ? new RecordSet([...encoded.values()]) : undefined;
  }
}
