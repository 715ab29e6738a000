import { Flag, HEADER_LENGTH, OUR_UDP_LENGTH, PLAIN_UDP_LENGTH, Rcode, TCP_LENGTH } from './codes.js';
import { type Edns, readEdns } from './edns.js';
import { type NameKey, readName } from './name.js';

export type Transport = 'udp' | 'tcp';

/** What a client has sent. */
export interface Query {
  bytes: Buffer;
  /** Where the question ends, which follows the header; the end of the header if there is none to be read. */
  questionEnd: number;
  name: NameKey;
  type: number;
  class: number;
  edns: Edns | undefined;
  /** Longest answer that the client takes. */
  limit: number;
  /** What it is answered if it cannot be worked on. */
  fault: number | undefined;
}

const QUESTION_COUNT_AT = 4;
const TYPE_AND_CLASS_LENGTH = 4;

function faulty(bytes: Buffer, fault: number): Query {
  return { bytes, questionEnd: HEADER_LENGTH, name: '', type: 0, class: 0, edns: undefined, limit: PLAIN_UDP_LENGTH, fault };
}

/** As large as the client says, but at least what every client takes (RFC 6891, 6.2.3) and at most what passes in one piece. */
function limitOf(transport: Transport, edns: Edns | undefined): number {
  if (transport === 'tcp') return TCP_LENGTH;
  return edns ? Math.min(Math.max(edns.payloadSize, PLAIN_UDP_LENGTH), OUR_UDP_LENGTH) : PLAIN_UDP_LENGTH;
}

/** Reads a query; undefined if it is none, and nobody waits for an answer. */
export function readQuery(bytes: Buffer, transport: Transport): Query | undefined {
  if (bytes.length < HEADER_LENGTH) return undefined;
  const flags = bytes.readUInt16BE(2);
  if (flags & Flag.QR) return undefined;
  if (flags & Flag.OPCODE) return faulty(bytes, Rcode.NOTIMP);
  if (bytes.readUInt16BE(QUESTION_COUNT_AT) !== 1) return faulty(bytes, Rcode.FORMERR);
  const name = readName(bytes, HEADER_LENGTH);
  if (name === undefined) return faulty(bytes, Rcode.FORMERR);
  const typeAt = HEADER_LENGTH + name.length + 1;
  const questionEnd = typeAt + TYPE_AND_CLASS_LENGTH;
  const edns = questionEnd > bytes.length ? null : readEdns(bytes, questionEnd);
  if (edns === null) return faulty(bytes, Rcode.FORMERR);
  const fault = edns?.version ? Rcode.BADVERS : undefined;
  const limit = limitOf(transport, edns);
  return { bytes, questionEnd, name, type: bytes.readUInt16BE(typeAt), class: bytes.readUInt16BE(typeAt + 2), edns, limit, fault };
}
