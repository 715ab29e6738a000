import { emptyAnswer } from './answer.js';
import { Flag, HEADER_LENGTH, Rcode } from './codes.js';
import { optFor } from './edns.js';
import type { Query } from './query.js';
import type { UpstreamAnswer } from './upstream-answer.js';

/** What we take over of the flags of an answer from upstream; we are no authority for it. */
const TAKEN_OVER = Flag.AD | Flag.RCODE;
const ADDITIONAL_COUNT_AT = 10;

/** What upstream has said `age` seconds ago, as the answer to a query that asks the same. */
export function relayedAnswer(query: Query, { bytes, ttlsAt, additionals }: UpstreamAnswer, age: number): Buffer {
  const opt = optFor(query.edns, Rcode.NOERROR);
  const length = bytes.length + (opt?.length ?? 0);
  if (length > query.limit) return emptyAnswer(query, Flag.RA | Flag.TC);
  const answer = Buffer.allocUnsafe(length);
  bytes.copy(answer);
  query.bytes.copy(answer, 0, 0, 2);
  query.bytes.copy(answer, HEADER_LENGTH, HEADER_LENGTH, query.questionEnd);
  answer.writeUInt16BE(Flag.QR | Flag.RA | (query.bytes.readUInt16BE(2) & (Flag.RD | Flag.CD)) | (bytes.readUInt16BE(2) & TAKEN_OVER), 2);
  answer.writeUInt16BE(additionals + (opt ? 1 : 0), ADDITIONAL_COUNT_AT);
  for (const at of ttlsAt) answer.writeUInt32BE(Math.max(0, answer.readUInt32BE(at) - age), at);
  opt?.copy(answer, bytes.length);
  return answer;
}
