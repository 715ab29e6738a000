import { rmSync } from 'node:fs';
import { loadSettings, type Settings } from '../../src/config/index.js';
import { type Clock, SystemClock } from '../../src/modules/common/clock/index.js';
import { PlatformServer } from '../../src/platform-server.js';
import { cleanUp } from './clean-up.js';
import { dataFolderOf } from './data-folder.js';
import { createDatabase } from './database.js';

export interface TestPlatform {
  server: PlatformServer;
  /** For supertest. */
  http: ReturnType<PlatformServer['app']['getHttpServer']>;
  databaseUrl: string;
  /** Stops the platform; its database stays, for another one to start on. */
  stop(): Promise<void>;
}

export interface PlatformOptions {
  /** Environment variables; a database of its own is added unless DATABASE_URL is among them. */
  environment?: Record<string, string>;
  clock?: Clock;
}

/** For a platform in this process, with a database of its own unless DATABASE_URL is given. */
export async function settingsFor(environment: Record<string, string> = {}): Promise<Settings> {
  let databaseUrl = environment['DATABASE_URL'];
  if (databaseUrl === undefined) {
    const database = await createDatabase();
    databaseUrl = database.url;
    cleanUp(() => database.remove());
    cleanUp(() => rmSync(dataFolderOf(database.url), { recursive: true, force: true }));
  }
  return loadSettings({ MEC_API_ROOT: 'http://mep.test:8080', MEC_DATA_DIR: dataFolderOf(databaseUrl), ...environment, DATABASE_URL: databaseUrl });
}

/** Starts a platform in this process, listening on a free port of the loopback. It is stopped when the test is over that started it, or all tests of the file. */
export async function startPlatform({ environment, clock = new SystemClock() }: PlatformOptions = {}): Promise<TestPlatform> {
  const settings = await settingsFor(environment);
  const server = await PlatformServer.start(settings, { clock });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= server.stop());
  cleanUp(stop);
  await server.listen({ host: '127.0.0.1', port: 0 });
  return { server, http: server.app.getHttpServer(), databaseUrl: settings.databaseUrl, stop };
}
