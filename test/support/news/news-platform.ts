import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigModule, type Settings } from '../../../src/config/index.js';
import { AppInstanceModule } from '../../../src/modules/app-instance/index.js';
import type { Clock } from '../../../src/modules/common/clock/index.js';
import { CommonModule } from '../../../src/modules/common/common.module.js';
import { EventLog } from '../../../src/modules/common/events/index.js';
import { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { NestLogger } from '../../../src/modules/common/log/index.js';
import { Database } from '../../../src/modules/common/persistence/index.js';
import { ProblemFilter, ServerAdapter } from '../../../src/modules/common/server/index.js';
import { Websockets } from '../../../src/modules/common/websockets/index.js';
import { HealthModule } from '../../../src/modules/health/index.js';
import { NotificationsModule } from '../../../src/modules/notifications/index.js';
import { NewsController } from './news.controller.js';
import { NewsKind } from './news-kind.js';

@Module({ imports: [AppInstanceModule, NotificationsModule, HealthModule], controllers: [NewsController], providers: [NewsKind] })
class NewsModule {}

/** A platform that has subscriptions and nothing else, from start to stop as PlatformServer does it. */
export class NewsPlatform {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly database: Database,
  ) {}

  static async start(settings: Settings, clock: Clock): Promise<NewsPlatform> {
    const database = await Database.open(settings);
    const module = { module: NewsModule, imports: [ConfigModule.with(settings), CommonModule.with(clock, database)] };
    const app = await NestFactory.create<NestFastifyApplication>(module, new ServerAdapter(), { logger: new NestLogger(), abortOnError: false });
    app.useGlobalFilters(new ProblemFilter());
    app.get(Websockets).serve(app.getHttpServer());
    await app.init();
    await app.get(EventLog).skipToEnd();
    await app.get(Lifecycle).run('load');
    await app.get(EventLog).catchUp();
    for (const phase of ['seed', 'effect', 'start'] as const) await app.get(Lifecycle).run(phase);
    return new NewsPlatform(app, database);
  }

  async listen(port: number): Promise<void> {
    await this.app.listen(port, '127.0.0.1');
  }

  async stop(): Promise<void> {
    await this.app.get(Websockets).close();
    await this.app.close();
    await this.app.get(Lifecycle).run('stop');
    await this.database.close();
  }
}
