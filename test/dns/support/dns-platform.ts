import { Global, Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, loadSettings, type Settings } from '../../../src/config/index.js';
import { Clock, SystemClock } from '../../../src/modules/common/clock/index.js';
import { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { DnsCounters, type DnsRecord, DnsServerModule, DnsZone } from '../../../src/modules/dns-server/index.js';
import { freeDnsPort } from './free-port.js';

@Global()
@Module({ providers: [Lifecycle], exports: [Lifecycle] })
class Mechanisms {
  static with(clock: Clock): DynamicModule {
    return { module: Mechanisms, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
  }
}

@Module({})
class Composition {
  static with(settings: Settings, clock: Clock): DynamicModule {
    return { module: Composition, imports: [ConfigModule.with(settings), Mechanisms.with(clock), DnsServerModule] };
  }
}

interface Options {
  /** Values of MEC_DNS_UPSTREAM. */
  upstream?: string[];
  port?: number;
  host?: string;
  clock?: Clock;
}

const running: DnsPlatform[] = [];

afterEach(async () => {
  for (const platform of running.splice(0)) await platform.stop();
});

/** The DNS server as the platform runs it, without the rest of the platform; it ends with the test. */
export class DnsPlatform {
  private records = 0;

  private constructor(
    private readonly app: INestApplicationContext,
    readonly port: number,
  ) {}

  static async start({ upstream = [], host = '127.0.0.1', clock = new SystemClock(), ...rest }: Options = {}): Promise<DnsPlatform> {
    const port = rest.port ?? (await freeDnsPort());
    const settings = loadSettings({ MEC_DNS_HOST: host, MEC_DNS_PORT: String(port), MEC_DNS_UPSTREAM: upstream.join(',') });
    const app = await NestFactory.createApplicationContext(Composition.with(settings, clock), { logger: false, abortOnError: false });
    const platform = new DnsPlatform(app, port);
    running.push(platform);
    await app.get(Lifecycle).run('start');
    return platform;
  }

  get zone(): DnsZone {
    return this.app.get(DnsZone);
  }

  get counters(): DnsCounters {
    return { ...this.app.get(DnsCounters) };
  }

  /** Adds records of a name, by the form of their addresses. */
  add(domainName: string, addresses: string[], ttl?: number): void {
    for (const ipAddress of addresses) {
      const record: DnsRecord = { domainName, ipAddress, ipAddressType: ipAddress.includes(':') ? 'IP_V6' : 'IP_V4' };
      this.zone.put(`record-${++this.records}`, ttl === undefined ? record : { ...record, ttl });
    }
  }

  async stop(): Promise<void> {
    await this.app.get(Lifecycle).run('stop');
    await this.app.close();
  }
}
