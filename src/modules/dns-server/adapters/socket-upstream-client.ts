import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { UpstreamClient, type UpstreamServer } from '../domain/upstream-client.js';
import { Flag } from '../wire/codes.js';
import { exchangeByTcp } from './tcp-exchange.js';
import { exchangeByUdp } from './udp-exchange.js';

/** Asks over UDP, and over TCP what does not fit (RFC 7766, 5). */
@Injectable()
export class SocketUpstreamClient extends UpstreamClient {
  private closed = false;
  private readonly underWay = new Set<AbortController>();

  constructor(private readonly clock: Clock) {
    super();
  }

  override async exchange(server: UpstreamServer, query: Buffer, patience: number): Promise<Buffer | undefined> {
    if (this.closed) return undefined;
    const giveUp = new AbortController();
    const cancel = this.clock.after(patience, () => giveUp.abort(new Error(`No answer within ${patience} ms.`)));
    this.underWay.add(giveUp);
    try {
      const answer = await exchangeByUdp(server, query, giveUp.signal);
      return answer.readUInt16BE(2) & Flag.TC ? await exchangeByTcp(server, query, giveUp.signal) : answer;
    } catch (error) {
      if (this.closed) return undefined;
      throw error;
    } finally {
      cancel();
      this.underWay.delete(giveUp);
    }
  }

  override close(): void {
    this.closed = true;
    for (const giveUp of this.underWay) giveUp.abort();
  }
}
