import type { ModuleMetadata } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import '../../src/app.module.js';
import { ConfigModule } from '../../src/config/index.js';
import { SystemClock } from '../../src/modules/common/clock/index.js';
import { CommonModule } from '../../src/modules/common/common.module.js';
import { Lifecycle } from '../../src/modules/common/lifecycle/index.js';
import { NestLogger } from '../../src/modules/common/log/index.js';
import { ApiDocuments, OperationBinder } from '../../src/modules/common/operation/index.js';
import { Database } from '../../src/modules/common/persistence/index.js';
import { OwnServer, PeerServer, ProblemFilter, ServerAdapter } from '../../src/modules/common/server/index.js';
import { Websockets } from '../../src/modules/common/websockets/index.js';
import { cleanUp } from './clean-up.js';
import { type PlatformOptions, settingsFor, type TestPlatform } from './platform.js';

/** The part of a platform that serves some of the documents. */
export interface ModulePlatform extends Omit<TestPlatform, 'server'> {
  app: NestFastifyApplication;
  /** Below which the operations of the first document are, without a slash at the end. */
  url: string;
}

/** As startPlatform, with these modules and the documents that they serve; what they would be given by others is given by the test. */
export async function startModules(served: string[], imports: NonNullable<ModuleMetadata['imports']>, options: PlatformOptions = {}): Promise<ModulePlatform> {
  const { environment, clock = new SystemClock() } = options;
  const settings = await settingsFor(environment);
  const database = await Database.open(settings);
  let stopping: () => Promise<void> = () => database.close();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopping());
  cleanUp(stop);
  const documents = new ApiDocuments();
  Object.assign(documents, { all: served.map((name) => documents.get(name)) });
  const testing = Test.createTestingModule({ imports: [ConfigModule.with(settings), CommonModule.with(clock, database), ...imports] });
  const module = await testing.overrideProvider(ApiDocuments).useValue(documents).setLogger(new NestLogger()).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new ServerAdapter(), { logger: new NestLogger() });
  stopping = async () => {
    await Promise.all([app.close(), app.get(PeerServer).close()]);
    await app.get(Lifecycle).run('stop');
    await database.close();
  };
  app.useGlobalFilters(new ProblemFilter());
  app.get(OperationBinder).bind({ main: app.getHttpAdapter().getInstance(), mp3: app.get(PeerServer).instance }, app.get(Websockets));
  await app.init();
  for (const phase of ['load', 'seed', 'effect', 'start'] as const) await app.get(Lifecycle).run(phase);
  await app.listen(0, '127.0.0.1');
  app.get(OwnServer).is(app.getHttpServer());
  await app.get(PeerServer).listen();
  await app.get(Lifecycle).run('serving');
  return { app, http: app.getHttpServer(), url: `${await app.getUrl()}${documents.all[0]!.basePaths[0]}`, databaseUrl: settings.databaseUrl, stop };
}
