import { Module } from '@nestjs/common';
import { DnsServer } from './adapters/dns-server.js';
import { SocketUpstreamClient } from './adapters/socket-upstream-client.js';
import { AnswerCache } from './domain/answer-cache.js';
import { DnsCounters } from './domain/dns-counters.js';
import { DnsZone } from './domain/dns-zone.js';
import { Forwarder } from './domain/forwarder.js';
import { Responder } from './domain/responder.js';
import { UpstreamClient } from './domain/upstream-client.js';
import { Upstreams } from './domain/upstreams.js';

/** A DNS server that answers for the names of the DNS rules (MEC 011, 7.1.2.3) and forwards all others. */
@Module({
  providers: [AnswerCache, DnsCounters, DnsServer, DnsZone, Forwarder, Responder, Upstreams, { provide: UpstreamClient, useClass: SocketUpstreamClient }],
  exports: [DnsCounters, DnsZone],
})
export class DnsServerModule {}
