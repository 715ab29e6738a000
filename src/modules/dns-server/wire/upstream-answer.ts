import { Flag, HEADER_LENGTH, Rcode, Type } from './codes.js';
import { endOfName } from './name.js';
import { readRecord, type ResourceRecord } from './resource-record.js';

/** An answer from upstream, without its OPT record, which is a matter between us and the server (RFC 6891, 6.2.6). */
export interface UpstreamAnswer {
  /** Header, question and records. */
  bytes: Buffer;
  additionals: number;
  ttlsAt: number[];
  rcode: number;
  /** How long it may be kept, in seconds; 0 is not at all. */
  lifetime: number;
}

interface Sections {
  answer: ResourceRecord[];
  authority: ResourceRecord[];
  additional: ResourceRecord[];
}

const COUNTS_AT = { answer: 6, authority: 8, additional: 10 };
const TYPE_AND_CLASS_LENGTH = 4;
/** Two names of the root and five numbers. */
const SHORTEST_SOA = 22;

/** Reads an answer whose question has been checked; undefined if it is not whole, or if its OPT record extends the code: then it is about our EDNS. */
export function readUpstreamAnswer(message: Buffer, type: number): UpstreamAnswer | undefined {
  const sections = readSections(message);
  if (!sections) return undefined;
  const { answer, authority, additional } = sections;
  const optIndex = additional.findIndex((record) => record.type === Type.OPT);
  const opt = additional[optIndex];
  if (opt && message[opt.ttlAt] !== 0) return undefined;
  // What follows the OPT record would move, and with it what names point to; additional records may be left out.
  const kept = opt ? additional.slice(0, optIndex) : additional;
  const records = [...answer, ...authority, ...kept];
  const bytes = Buffer.from(message.subarray(0, opt?.start ?? records.at(-1)?.end ?? endOfQuestion(message)));
  const rcode = message.readUInt16BE(2) & Flag.RCODE;
  const ttl = Math.min(...records.map(({ ttlAt }) => ttlOf(bytes, ttlAt)));
  return { bytes, additionals: kept.length, ttlsAt: records.map(({ ttlAt }) => ttlAt), rcode, lifetime: lifetimeOf(bytes, ttl, type, rcode, sections) };
}

const endOfQuestion = (message: Buffer) => endOfName(message, HEADER_LENGTH)! + TYPE_AND_CLASS_LENGTH;

function readSections(message: Buffer): Sections | undefined {
  const sections: Sections = { answer: [], authority: [], additional: [] };
  let at = endOfQuestion(message);
  for (const name of ['answer', 'authority', 'additional'] as const)
    for (let left = message.readUInt16BE(COUNTS_AT[name]); left > 0; left--) {
      const record = readRecord(message, at);
      if (!record) return undefined;
      sections[name].push(record);
      at = record.end;
    }
  return sections;
}

/** Seconds; those with the first bit set count as none (RFC 2181, 8). */
function ttlOf(message: Buffer, ttlAt: number): number {
  const ttl = message.readUInt32BE(ttlAt);
  return ttl >= 2 ** 31 ? 0 : ttl;
}

/** A denial is kept no longer than its SOA record says, and not at all without one (RFC 2308, 5). */
function lifetimeOf(bytes: Buffer, ttl: number, type: number, rcode: number, { answer, authority }: Sections): number {
  if (rcode !== Rcode.NOERROR && rcode !== Rcode.NXDOMAIN) return 0;
  const affirms = rcode === Rcode.NOERROR && answer.some((record) => record.type === type || type === Type.ANY);
  if (affirms) return ttl;
  const soa = authority.find((record) => record.type === Type.SOA && record.end - record.dataAt >= SHORTEST_SOA);
  if (!soa) return 0;
  const lifetime = Math.min(ttl, bytes.readUInt32BE(soa.end - 4));
  bytes.writeUInt32BE(lifetime, soa.ttlAt);
  return lifetime;
}
