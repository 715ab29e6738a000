import { randomUUID } from 'node:crypto';
import { createApplication } from './factories.js';
import { type PlatformOptions, startPlatform, type TestPlatform } from './platform.js';
import { type SpecAgent, specAgent } from './spec-agent.js';

interface PlatformInUse {
  platform: TestPlatform;
  api: SpecAgent;
  /** Id of an application instance on the platform. */
  application: string;
}

/** One platform for all tests of the `describe` that calls this, from before the first of them until after the last. */
export function usePlatform(options: PlatformOptions = {}): PlatformInUse {
  let running: TestPlatform;
  const platform: TestPlatform = {
    get server() {
      return running.server;
    },
    get http() {
      return running.http;
    },
    get databaseUrl() {
      return running.databaseUrl;
    },
    stop: () => running.stop(),
  };
  const application = randomUUID();
  beforeAll(async () => {
    running = await startPlatform(options);
    await createApplication(running, { appInstanceId: application });
  });
  afterAll(() => running.stop());
  return { platform, api: specAgent(platform), application };
}
