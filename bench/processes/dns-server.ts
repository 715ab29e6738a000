import 'reflect-metadata';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type * as Config from '../../src/config/index.js';
import type * as ClockMechanism from '../../src/modules/common/clock/index.js';
import type * as LifecycleMechanism from '../../src/modules/common/lifecycle/index.js';
import type * as Dns from '../../src/modules/dns-server/index.js';
import { compiledModule } from './compiled-modules.js';
import { type NameServerOrder, TTL } from './name-server.js';
import { answerQuestions } from './questions.js';

@Global()
@Module({})
class Mechanisms {}

/** The platform's DNS server by itself: what else the platform does costs nothing while it is not asked. */
answerQuestions(async ({ main, port, names }: NameServerOrder) => {
  const built = (path: string): Promise<unknown> => compiledModule(main, `${path}/index`);
  const { ConfigModule, loadSettings } = (await built('config')) as typeof Config;
  const { Clock, SystemClock } = (await built('modules/common/clock')) as typeof ClockMechanism;
  const { Lifecycle } = (await built('modules/common/lifecycle')) as typeof LifecycleMechanism;
  const { DnsServerModule, DnsZone } = (await built('modules/dns-server')) as typeof Dns;
  const mechanisms: DynamicModule = { module: Mechanisms, providers: [Lifecycle, { provide: Clock, useClass: SystemClock }], exports: [Lifecycle, Clock] };
  const settings = loadSettings({ MEC_DNS_PORT: String(port) });
  const composition: DynamicModule = { module: class NameServer {}, imports: [ConfigModule.with(settings), mechanisms, DnsServerModule] };
  const app = await NestFactory.createApplicationContext(composition, { logger: false, abortOnError: false });
  const zone = app.get(DnsZone);
  for (const [domainName, ipAddress] of Object.entries(names)) zone.put(domainName, { domainName, ipAddress, ipAddressType: 'IP_V4', ttl: TTL });
  await app.get(Lifecycle).run('start');
});
