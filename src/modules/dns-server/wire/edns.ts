import { OUR_UDP_LENGTH, Rcode, Type } from './codes.js';
import { DNSSEC_OK, optRecord, readRecord } from './resource-record.js';

/** What a client says in the OPT record of its query (RFC 6891). */
export interface Edns {
  payloadSize: number;
  version: number;
  dnssecOk: boolean;
}

const ROOT_NAME = 0;

const PLAIN = optRecord(OUR_UDP_LENGTH, false);
const DNSSEC = optRecord(OUR_UDP_LENGTH, true);
const BAD_VERSION = optRecord(OUR_UDP_LENGTH, false, Rcode.BADVERS >> 4);

/** The OPT record of an answer; nothing for a client that sent none (RFC 6891, 7). */
export function optFor(edns: Edns | undefined, rcode: number): Buffer | undefined {
  if (!edns) return undefined;
  if (rcode === Rcode.BADVERS) return BAD_VERSION;
  return edns.dnssecOk ? DNSSEC : PLAIN;
}

/**
 * Looks through the records of a query, which begin at `offset`, for its OPT record. Answers null if a record is not
 * whole, or if there is more than one OPT record or one that is not the root's (RFC 6891, 6.1.1).
 */
export function readEdns(query: Buffer, offset: number): Edns | null | undefined {
  let edns: Edns | undefined;
  let at = offset;
  for (let left = query.readUInt16BE(6) + query.readUInt16BE(8) + query.readUInt16BE(10); left > 0; left--) {
    const record = readRecord(query, at);
    if (!record) return null;
    at = record.end;
    if (record.type !== Type.OPT) continue;
    if (edns || query[record.start] !== ROOT_NAME) return null;
    const { ttlAt } = record;
    edns = { payloadSize: record.class, version: query[ttlAt + 1]!, dnssecOk: (query.readUInt16BE(ttlAt + 2) & DNSSEC_OK) !== 0 };
  }
  return edns;
}
