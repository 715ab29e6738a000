import { Flag, HEADER_LENGTH, Rcode } from './codes.js';
import { optFor } from './edns.js';
import type { Query } from './query.js';
import type { RecordSet } from './record-set.js';

const COPIED_FLAGS = Flag.OPCODE | Flag.RD | Flag.CD;
const ANSWER_COUNT_AT = 6;

/** Header, question, room for `length` bytes of records, OPT. */
function compose({ bytes, questionEnd, edns }: Query, flags: number, rcode: number, length: number): Buffer {
  const opt = optFor(edns, rcode);
  const optAt = questionEnd + length;
  const answer = Buffer.allocUnsafe(optAt + (opt?.length ?? 0));
  bytes.copy(answer, 0, 0, questionEnd);
  answer.writeUInt16BE(Flag.QR | flags | (bytes.readUInt16BE(2) & COPIED_FLAGS) | (rcode & Flag.RCODE), 2);
  answer.writeUInt16BE(questionEnd > HEADER_LENGTH ? 1 : 0, 4);
  answer.writeUInt32BE(0, ANSWER_COUNT_AT);
  answer.writeUInt16BE(opt ? 1 : 0, 10);
  opt?.copy(answer, optAt);
  return answer;
}

/** An answer without records. */
export function emptyAnswer(query: Query, flags: number, rcode: number = Rcode.NOERROR): Buffer {
  return compose(query, flags, rcode, 0);
}

/** An answer with records; without them and truncated if they are too many for the client (RFC 2181, 9). */
export function answerWith(query: Query, flags: number, records: RecordSet): Buffer {
  const { questionEnd, limit, edns } = query;
  const optLength = optFor(edns, Rcode.NOERROR)?.length ?? 0;
  if (questionEnd + records.length + optLength > limit) return emptyAnswer(query, flags | Flag.TC);
  const answer = compose(query, flags, Rcode.NOERROR, records.length);
  answer.writeUInt16BE(records.count, ANSWER_COUNT_AT);
  records.write(answer, questionEnd);
  return answer;
}
