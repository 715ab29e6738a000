import { lookup } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import { ConfigurationError, Settings } from '../../../config/index.js';
import { Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { Responder } from '../domain/responder.js';
import { UpstreamClient } from '../domain/upstream-client.js';
import { TcpListener } from './tcp-listener.js';
import { UdpListener } from './udp-listener.js';

/** Listens on MEC_DNS_HOST and MEC_DNS_PORT while the platform runs. */
@Injectable()
export class DnsServer {
  private listeners: { close(): Promise<void> }[] = [];

  constructor(
    private readonly settings: Settings,
    private readonly responder: Responder,
    private readonly upstream: UpstreamClient,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => this.start());
    lifecycle.on('stop', () => this.stop());
  }

  /** @throws ConfigurationError if the address cannot be listened on */
  private async start(): Promise<void> {
    const { dnsPort: port, host, dnsHost = host, dnsUpstream = [] } = this.settings;
    if (port === 0) return log.info('The DNS server is off (MEC_DNS_PORT).');
    try {
      await this.listen(dnsHost, port);
    } catch (error) {
      await this.closeListeners();
      const reason = (error as Error).message;
      throw new ConfigurationError([`MEC_DNS_HOST and MEC_DNS_PORT name ${dnsHost}:${port}, where the DNS server cannot listen (${reason}); free it or set another`]);
    }
    log.info(`The DNS server serves at ${dnsHost} port ${port}; other names are ${dnsUpstream.length ? `asked of ${dnsUpstream.join(', ')}` : 'refused'}.`);
  }

  private async listen(host: string, port: number): Promise<void> {
    const { address, family } = await lookup(host);
    const at = { address, family, port };
    this.listeners.push(await UdpListener.open(at, this.responder));
    this.listeners.push(await TcpListener.open(at, this.responder, this.clock));
  }

  private async stop(): Promise<void> {
    await this.closeListeners();
    this.upstream.close();
  }

  private async closeListeners(): Promise<void> {
    for (const listener of this.listeners.splice(0)) await listener.close();
  }
}
