import { Injectable } from '@nestjs/common';
import { emptyAnswer } from '../wire/answer.js';
import { Flag, Rcode } from '../wire/codes.js';
import type { Query } from '../wire/query.js';
import { relayedAnswer } from '../wire/relayed-answer.js';
import { readUpstreamAnswer, type UpstreamAnswer } from '../wire/upstream-answer.js';
import { upstreamKey, upstreamQuery } from '../wire/upstream-query.js';
import { AnswerCache } from './answer-cache.js';
import { DnsCounters } from './dns-counters.js';
import { UpstreamClient, type UpstreamServer } from './upstream-client.js';
import { Upstreams } from './upstreams.js';

/** Questions that upstream servers are asked at the same time. */
const MOST_UNDER_WAY = 256;
/** Most clients ask anew after 5 seconds; until then the answer is there, or the news that there is none. */
const PATIENCE_MS = 4500;
/** Datagrams get lost: so often is asked at least, even if there is only one server. */
const FEWEST_TRIES = 3;

/** Answers from upstream servers, and from what they have said before. */
@Injectable()
export class Forwarder {
  private readonly underWay = new Map<string, Promise<UpstreamAnswer | undefined>>();

  constructor(
    private readonly upstreams: Upstreams,
    private readonly client: UpstreamClient,
    private readonly cache: AnswerCache,
    private readonly counters: DnsCounters,
  ) {}

  get available(): boolean {
    return this.upstreams.servers.length > 0;
  }

  resolve(query: Query): Buffer | Promise<Buffer> {
    const key = upstreamKey(query);
    const kept = this.cache.find(key);
    if (kept) {
      this.counters.cached += 1;
      return relayedAnswer(query, kept.answer, kept.age);
    }
    this.counters.forwarded += 1;
    return this.shared(key, query).then((answer) => (answer ? relayedAnswer(query, answer, 0) : this.failure(query)));
  }

  /** Equal questions share one: many clients cost no more than one, and a server that forwards to us gets no second question back. */
  private shared(key: string, query: Query): Promise<UpstreamAnswer | undefined> {
    const present = this.underWay.get(key);
    if (present) return present;
    if (this.underWay.size >= MOST_UNDER_WAY) return Promise.resolve(undefined);
    const answer = this.ask(query)
      .then((fresh) => {
        if (fresh) this.cache.put(key, fresh);
        return fresh;
      })
      .finally(() => this.underWay.delete(key));
    this.underWay.set(key, answer);
    return answer;
  }

  /** Asks one server after the other until one knows; what a server says that cannot or will not counts if no other one knows. */
  private async ask(query: Query): Promise<UpstreamAnswer | undefined> {
    const order = this.upstreams.inOrder();
    const tries = Math.max(order.length, FEWEST_TRIES);
    const excuses = new Map<UpstreamServer, UpstreamAnswer>();
    for (let turn = 0; turn < tries; turn++) {
      const server = order[turn % order.length]!;
      if (excuses.has(server)) continue;
      const answer = await this.askServer(server, query, PATIENCE_MS / tries);
      if (answer?.rcode === Rcode.NOERROR || answer?.rcode === Rcode.NXDOMAIN) return answer;
      if (answer) excuses.set(server, answer);
    }
    return excuses.values().next().value;
  }

  private async askServer(server: UpstreamServer, query: Query, patience: number): Promise<UpstreamAnswer | undefined> {
    try {
      const message = await this.client.exchange(server, upstreamQuery(query), patience);
      if (!message) return undefined;
      this.upstreams.answered(server);
      return readUpstreamAnswer(message, query.type);
    } catch (error) {
      this.upstreams.failed(server, error);
      return undefined;
    }
  }

  private failure(query: Query): Buffer {
    this.counters.failed += 1;
    return emptyAnswer(query, Flag.RA, Rcode.SERVFAIL);
  }
}
