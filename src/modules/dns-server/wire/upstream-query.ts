import { randomInt } from 'node:crypto';
import { Flag, HEADER_LENGTH, OUR_UDP_LENGTH } from './codes.js';
import { readName } from './name.js';
import type { Query } from './query.js';
import { optRecord } from './resource-record.js';

/** What the upstream server is to know of the client's wishes: whether it checks signatures, and whether it wants to hear of that (RFC 6840, 5.7). */
const PASSED_FLAGS = Flag.AD | Flag.CD;

const OPT = [optRecord(OUR_UDP_LENGTH, false), optRecord(OUR_UDP_LENGTH, true)] as const;

/** Queries with the same key get the same answer from upstream. */
export function upstreamKey({ bytes, name, type, edns }: Query): string {
  return name + String.fromCharCode(type, (bytes.readUInt16BE(2) & PASSED_FLAGS) | (edns?.dnssecOk ? 1 : 0));
}

/** The same question as our own query, under an id that cannot be guessed (RFC 5452). */
export function upstreamQuery({ bytes, questionEnd, edns }: Query): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt16BE(randomInt(0x10000), 0);
  header.writeUInt16BE(Flag.RD | (bytes.readUInt16BE(2) & PASSED_FLAGS), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(1, 10);
  return Buffer.concat([header, bytes.subarray(HEADER_LENGTH, questionEnd), OPT[edns?.dnssecOk ? 1 : 0]]);
}

/** Whether a message is the answer to our query, and not a late or a forged one. */
export function answers(message: Buffer, query: Buffer): boolean {
  const opcodeAndQr = Flag.QR | Flag.OPCODE;
  if (message.length < HEADER_LENGTH || message.readUInt16BE(0) !== query.readUInt16BE(0)) return false;
  if ((message.readUInt16BE(2) & opcodeAndQr) !== Flag.QR || message.readUInt16BE(4) !== 1) return false;
  const [asked, answered] = [readName(query, HEADER_LENGTH)!, readName(message, HEADER_LENGTH)];
  const typeAt = HEADER_LENGTH + asked.length + 1;
  return asked === answered && query.subarray(typeAt, typeAt + 4).equals(message.subarray(typeAt, typeAt + 4));
}
