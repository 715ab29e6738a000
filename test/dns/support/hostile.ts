import fc from 'fast-check';
import { ednsQuestion, question } from './ask.js';

const HEADER_LENGTH = 12;

const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));

const valid = fc.constantFrom(
  question('app.example'),
  question('app.example', 'AAAA'),
  question('other.example', 'TXT'),
  question('x.wild.example', 'A', { flags: 0 }),
  ednsQuestion('app.example'),
  ednsQuestion('other.example', 'A', { udpPayloadSize: 65_535, dnssecOk: true }),
);

interface Change {
  at: number;
  value: number;
  kind: 'set' | 'insert' | 'remove';
}

const change: fc.Arbitrary<Change> = fc.record({ at: fc.nat(), value: fc.nat(255), kind: fc.constantFrom('set', 'insert', 'remove') });

function apply(message: Buffer, { at, value, kind }: Change): Buffer {
  const place = at % (message.length + 1);
  const [before, after] = [message.subarray(0, place), message.subarray(place)];
  return Buffer.concat([before, Buffer.from(kind === 'remove' ? [] : [value]), kind === 'insert' ? after : after.subarray(1)]);
}

/** A message with some of its bytes changed, added or lost. */
export const mutated = (messages: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc.tuple(messages, fc.array(change, { minLength: 1, maxLength: 8 })).map(([message, changes]) => changes.reduce(apply, message));

/** A header that promises records, and names that point anywhere: to themselves, to each other, beyond the end. */
const pointing = fc
  .tuple(fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), fc.array(fc.oneof(fc.nat(0xff), fc.nat(40).map((offset) => 0xc000 + offset)), { maxLength: 60 }))
  .map(([counts, words]) => {
    const header = Buffer.alloc(HEADER_LENGTH);
    counts.forEach((count, index) => header.writeUInt16BE(count, 4 + 2 * index));
    return Buffer.concat([header, ...words.map((word) => Buffer.from(word > 0xff ? [word >> 8, word & 0xff] : [word]))]);
  });

/** What no client of good will sends. */
export const hostileMessage: fc.Arbitrary<Buffer> = fc.oneof(bytes(0, 64), bytes(HEADER_LENGTH, 1500), mutated(valid), mutated(valid), pointing);
