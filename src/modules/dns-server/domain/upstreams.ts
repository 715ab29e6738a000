import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { ConfigurationError, Settings } from '../../../config/index.js';
import { Clock } from '../../common/clock/index.js';
import { log } from '../../common/log/index.js';
import type { UpstreamServer } from './upstream-client.js';

const DNS_PORT = 53;
/** So long a server that did not answer is asked only after the others. */
const SHUN_MS = 30_000;

/** @throws ConfigurationError if the text is no address with or without a port */
function serverOf(text: string): UpstreamServer {
  const [, bracketed, plain, port = DNS_PORT] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? [];
  const server = { address: bracketed ?? plain ?? text, port: Number(port) };
  if (isIP(server.address) && server.port >= 1 && server.port <= 65_535) return server;
  throw new ConfigurationError([`MEC_DNS_UPSTREAM names "${text}", which is no address of a DNS server, or has no port from 1 to 65535.`]);
}

/** The configured servers, and which of them do not answer at present. */
@Injectable()
export class Upstreams {
  readonly servers: readonly UpstreamServer[];
  private readonly shunnedUntil = new Map<UpstreamServer, number>();

  constructor(
    { dnsUpstream = [] }: Settings,
    private readonly clock: Clock,
  ) {
    this.servers = dnsUpstream.map(serverOf);
  }

  /** In the order of the setting, those that failed lately last. */
  inOrder(): UpstreamServer[] {
    const now = this.clock.now();
    const isShunned = (server: UpstreamServer) => (this.shunnedUntil.get(server) ?? 0) > now;
    return [...this.servers.filter((server) => !isShunned(server)), ...this.servers.filter(isShunned)];
  }

  answered(server: UpstreamServer): void {
    if (this.shunnedUntil.delete(server)) log.info(`The DNS server ${server.address} port ${server.port} answers again.`);
  }

  failed(server: UpstreamServer, reason: unknown): void {
    if (!this.shunnedUntil.has(server)) log.warn({ err: reason }, `The DNS server ${server.address} port ${server.port} does not answer.`);
    this.shunnedUntil.set(server, this.clock.now() + SHUN_MS);
  }
}
