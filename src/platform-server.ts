import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { ConfigurationError, type Settings } from './config/index.js';
import { type Clock, SystemClock } from './modules/common/clock/index.js';
import { EventLog } from './modules/common/events/index.js';
import { Lifecycle } from './modules/common/lifecycle/index.js';
import { ApiRoot } from './modules/common/links/index.js';
import { log, NestLogger } from './modules/common/log/index.js';
import { ApiDocuments, OperationBinder } from './modules/common/operation/index.js';
import { Database } from './modules/common/persistence/index.js';
import { OwnServer, PeerServer, ProblemFilter, ServerAdapter } from './modules/common/server/index.js';
import { Websockets } from './modules/common/websockets/index.js';
import { Documentation } from './modules/documentation/index.js';
import { PlatformIdentity } from './modules/platform/index.js';

/** The platform from start to stop. */
export class PlatformServer {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly settings: Settings,
    private readonly database: Database,
  ) {}

  /**
   * Puts the modules together, reads the state, applies the seed file and starts the workers; requests are taken after `listen`.
   * @throws ConfigurationError, or Error where documents and handlers do not match
   */
  static async start(settings: Settings, { clock = new SystemClock() }: { clock?: Clock } = {}): Promise<PlatformServer> {
    const database = await Database.open(settings);
    const server = await PlatformServer.assemble({ ...settings, dataFolder: database.temporaryFolder ?? settings.dataFolder }, clock, database).catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
    await server.prepare().catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return server;
  }

  private static async assemble(settings: Settings, clock: Clock, database: Database): Promise<PlatformServer> {
    const options = { logger: new NestLogger(), abortOnError: false };
    const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, clock, database), new ServerAdapter(), options);
    return new PlatformServer(app, settings, database);
  }

  /** Takes requests, by default where the settings say. @throws ConfigurationError if the address cannot be listened on */
  async listen({ host, port }: { host: string; port: number } = this.settings): Promise<void> {
    try {
      await this.app.listen(port, host);
    } catch (error) {
      throw new ConfigurationError([`HOST and PORT name ${host}:${port}, where the server cannot listen (${(error as Error).message}); free it or set another`]);
    }
    this.app.get(OwnServer).is(this.app.getHttpServer());
    await this.app.get(PeerServer).listen();
    await this.app.get(Lifecycle).run('serving');
  }

  /** Tells the user where to go. */
  announce(): void {
    const { absolute } = this.app.get(ApiRoot);
    const { name, id } = this.app.get(PlatformIdentity);
    log.info(`OpenMEP serves at ${absolute} as ${name} (${id})`);
    log.info(`  Swagger UI    ${absolute}/docs`);
    if (this.settings.mp3Port !== 0) log.info(`  Mp3    ${this.app.get(ApiRoot).uriOf('mp3')}  (mutual TLS only)`);
    for (const { name: document, basePaths } of this.app.get(ApiDocuments).all.filter(({ listener }) => listener === 'main'))
      log.info(`  ${document}    ${absolute}${basePaths[0]}  (document: ${absolute}/openapi/${document}.yaml)`);
  }

  /** Takes no further requests, finishes those that run, lets the workers finish and closes the database, also if one of them fails to. */
  stop(): Promise<void> {
    return this.finishWork().finally(() => this.database.close());
  }

  private async finishWork(): Promise<void> {
    await this.app.get(Websockets).close();
    await Promise.all([this.app.close(), this.app.get(PeerServer).close()]);
    await this.app.get(Lifecycle).run('stop');
  }

  private async prepare(): Promise<void> {
    const { app } = this;
    app.useGlobalFilters(new ProblemFilter());
    app.get(OperationBinder).bind({ main: app.getHttpAdapter().getInstance(), mp3: app.get(PeerServer).instance }, app.get(Websockets));
    app.get(Websockets).serve(app.getHttpServer());
    app.get(Documentation).serve(app);
    await app.init();
    const lifecycle = app.get(Lifecycle);
    const eventLog = app.get(EventLog);
    await eventLog.skipToEnd();
    await lifecycle.run('load');
    await eventLog.catchUp();
    await lifecycle.run('seed');
    await lifecycle.run('effect');
    await lifecycle.run('start');
  }
}
