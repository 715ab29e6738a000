import { Injectable } from '@nestjs/common';
import { answerWith, emptyAnswer } from '../wire/answer.js';
import { CLASS_IN, Flag, Rcode, Type } from '../wire/codes.js';
import { type Query, readQuery, type Transport } from '../wire/query.js';
import { DnsCounters } from './dns-counters.js';
import { DnsZone } from './dns-zone.js';
import { Forwarder } from './forwarder.js';
import type { ZoneAnswer } from './zone-name.js';

/** Transfers of zones, and what is no data (RFC 6895, 3.1). */
const REFUSED_TYPES = new Set<number>([Type.OPT, Type.TKEY, Type.TSIG, Type.IXFR, Type.AXFR]);

/** Answers queries: first the rules, then upstream. */
@Injectable()
export class Responder {
  private readonly recursion: number;

  constructor(
    private readonly zone: DnsZone,
    private readonly forwarder: Forwarder,
    private readonly counters: DnsCounters,
  ) {
    this.recursion = forwarder.available ? Flag.RA : 0;
  }

  /** The answer to what a client has sent, at once where it is known; undefined if there is nothing to answer. */
  answer(bytes: Buffer, transport: Transport): Buffer | Promise<Buffer> | undefined {
    const query = readQuery(bytes, transport);
    if (!query) return undefined;
    this.counters.queries += 1;
    if (query.fault !== undefined) return this.withoutRecords(query, query.fault);
    if (query.class !== CLASS_IN || REFUSED_TYPES.has(query.type)) return this.withoutRecords(query, Rcode.REFUSED);
    const found = this.zone.find(query.name);
    return found ? this.byRule(query, found) : this.byOthers(query);
  }

  private byRule(query: Query, found: ZoneAnswer): Buffer {
    this.counters.answered += 1;
    const records = found.recordsOf(query.type);
    const flags = Flag.AA | this.recursion;
    return records ? answerWith(query, flags, records) : emptyAnswer(query, flags, found.rcode);
  }

  /** Without a wish for recursion only what we are the authority for would be left, and that is not asked for. */
  private byOthers(query: Query): Buffer | Promise<Buffer> {
    const wanted = (query.bytes.readUInt16BE(2) & Flag.RD) !== 0;
    return wanted && this.forwarder.available ? this.forwarder.resolve(query) : this.withoutRecords(query, Rcode.REFUSED);
  }

  private withoutRecords(query: Query, rcode: number): Buffer {
    return emptyAnswer(query, this.recursion, rcode);
  }
}
