import { type Answer, encode } from 'dns-packet';
import { HEADER_LENGTH } from './codes.js';
import { endOfName } from './name.js';

/** Where a resource record lies in a message, and the fixed part of it. */
export interface ResourceRecord {
  start: number;
  type: number;
  class: number;
  ttlAt: number;
  dataAt: number;
  end: number;
}

/** Bit of the OPT record's flags (RFC 3225). */
export const DNSSEC_OK = 0x8000;

/** Type, class, TTL and length of the data. */
const FIXED_LENGTH = 10;

/** Points to the first byte after the header, where the name of the question stands (RFC 1035, 4.1.4). */
const NAME_OF_THE_QUESTION = Buffer.from([0xc0, HEADER_LENGTH]);
const ROOT = '.';
const ROOT_LENGTH = 1;

/** The record that begins at `offset`, or undefined if it does not lie within the message. */
export function readRecord(message: Buffer, offset: number): ResourceRecord | undefined {
  const typeAt = endOfName(message, offset);
  if (typeAt === undefined || typeAt + FIXED_LENGTH > message.length) return undefined;
  const dataAt = typeAt + FIXED_LENGTH;
  const end = dataAt + message.readUInt16BE(dataAt - 2);
  if (end > message.length) return undefined;
  return { start: offset, type: message.readUInt16BE(typeAt), class: message.readUInt16BE(typeAt + 2), ttlAt: typeAt + 4, dataAt, end };
}

const encodeRecord = (record: Answer): Buffer => encode({ answers: [record] }).subarray(HEADER_LENGTH);

/** An address record for the name of the question, whatever that is. `ttl` is in seconds. */
export function addressRecord(type: 'A' | 'AAAA', ipAddress: string, ttl: number): Buffer {
  const record = encodeRecord({ type, name: ROOT, ttl, data: ipAddress });
  return Buffer.concat([NAME_OF_THE_QUESTION, record.subarray(ROOT_LENGTH)]);
}

/** An OPT record without options (RFC 6891, 6.1). */
export function optRecord(udpPayloadSize: number, dnssecOk: boolean, extendedRcode = 0): Buffer {
  const flags = dnssecOk ? DNSSEC_OK : 0;
  return encodeRecord({ type: 'OPT', name: ROOT, udpPayloadSize, extendedRcode, ednsVersion: 0, flags, flag_do: dnssecOk, options: [] });
}
