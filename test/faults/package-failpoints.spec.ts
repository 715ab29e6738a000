import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import '../../src/app.module.js';
import type { components } from '../../src/generated/mec010-2-app-package.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { type CallbackSink, startCallbackSink } from '../support/callback-sink.js';
import { eventually } from '../support/eventually.js';
import { descriptor, packageFile } from '../support/packages/package-file.js';
import { announce, type AppPkgInfo, discard, onboard, PACKAGES, SUBSCRIPTIONS, upload } from '../support/packages/packages.js';
import { dataFolderOf } from '../support/data-folder.js';
import { launchProcess, type ServerProcess } from '../support/process.js';
import { specAgent, type SpecAgent } from '../support/spec-agent.js';
import { World } from '../support/world.js';

type AppPkgNotification = components['schemas']['AppPkgNotification'];

const TEST_TIMEOUT_MS = 120_000;
const SURVIVED_MS = 30_000;
const IDENTITY = { MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000002' };

/** A package, a platform that is to die with it, and one that comes after. */
interface Scene {
  api: SpecAgent;
  sink: CallbackSink<AppPkgNotification>;
  id: string;
  content: Buffer;
}

/** What a process is about to do when it dies, and what has become of it after the next start. */
interface Act {
  before?: (scene: Scene) => Promise<unknown>;
  act: (server: ServerProcess, scene: Scene) => Promise<unknown>;
  /** Nothing has been done. */
  expectUndone: (scene: Scene) => Promise<unknown>;
  expectDone: (scene: Scene) => Promise<unknown>;
  /** Steps at which the process dies, and whether it has done it by then. */
  steps: Record<string, boolean>;
}

const find = async ({ api, id }: Scene) => (await api.get(`${PACKAGES}/${id}`).expect(200)).body as AppPkgInfo;
const told = ({ sink }: Scene) => sink.at().map(({ notificationType }) => notificationType);
const toldOnce = (scene: Scene, type: string) => eventually(() => expect([...new Set(told(scene))]).toEqual([type]));

const uploadable = async (scene: Scene) => {
  expect(await find(scene)).toMatchObject({ onboardingState: 'CREATED', operationalState: 'DISABLED' });
  await upload(scene.api, scene.id, scene.content).expect(202);
  await onboarded(scene);
};

const onboarded = async (scene: Scene) => {
  await eventually(async () => expect(await find(scene)).toMatchObject({ onboardingState: 'ONBOARDED', operationalState: 'ENABLED', appDId: 'camera-appd' }));
  await toldOnce(scene, 'AppPackageOnBoarded');
};

const ACTS: Record<string, Act> = {
  'the content of a package comes': {
    act: ({ origin }, { id, content }) => request(origin).put(`${PACKAGES}/${id}/package_content`).set('Content-Type', 'application/zip').send(content),
    expectUndone: uploadable,
    expectDone: onboarded,
    steps: {
      'app-package:before-upload': false,
      'app-package:after-upload-begun': false,
      'app-package:after-content-stored': false,
      'app-package:after-content-received': true,
      'app-package:before-examination': true,
      'app-package:after-examination': true,
      'app-package:after-onboarding': true,
      'unit-of-work:before-commit': false,
      'unit-of-work:after-commit': false,
      'notifications:before-send': true,
      'notifications:after-send': true,
    },
  },
  'a package is deleted': {
    before: async ({ api, id, content, sink }) => {
      await upload(api, id, content).expect(202);
      await eventually(async () => expect(((await api.get(`${PACKAGES}/${id}`).expect(200)).body as AppPkgInfo).onboardingState).toBe('ONBOARDED'));
      await api.patch(`${PACKAGES}/${id}`).send({ operationalState: 'DISABLED' }).expect(200);
      await eventually(() => expect(sink.received).toHaveLength(2));
      sink.received.length = 0;
    },
    act: ({ origin }, { id }) => request(origin).delete(`${PACKAGES}/${id}`),
    expectUndone: async (scene) => {
      expect(await find(scene)).toMatchObject({ onboardingState: 'ONBOARDED', operationalState: 'DISABLED' });
      expect(told(scene)).toEqual([]);
      await scene.api.get(`${PACKAGES}/${scene.id}/package_content`).buffer().expect(200);
    },
    expectDone: async (scene) => {
      await scene.api.get(`${PACKAGES}/${scene.id}`).expect(404);
      await toldOnce(scene, 'AppPackageDeleted');
    },
    steps: {
      'app-package:before-deletion': false,
      'app-package:after-deletion': true,
      'unit-of-work:before-commit': false,
      'unit-of-work:after-commit': true,
    },
  },
};

const cases = Object.entries(ACTS).flatMap(([name, act]) => Object.entries(act.steps).map(([step, done]) => ({ name, act, step, done })));

it('knows the steps of packages', () => {
  const known = new Set(cases.map(({ step }) => step));
  expect(declaredFailpoints().filter((step) => step.startsWith('app-package:') && !known.has(step))).toEqual([]);
});

describe('a process that dies when', () => {
  const kept = (databaseUrl: string): string[] => {
    const folder = join(dataFolderOf(databaseUrl), 'packages');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  it.each(cases)(
    '$name, at $step, has done all or nothing',
    async ({ act, step, done }) => {
      const world = await World.start({ environment: IDENTITY });
      const { databaseUrl } = world.platform;
      const sink = await startCallbackSink<AppPkgNotification>({ document: 'mec010-2-app-package', operationId: 'notificationPOST' });
      const api = specAgent({ get http() { return world.platform.http; } });
      const content = await packageFile();
      const scene: Scene = { api, sink, content, id: await announce(api, content) };
      for (const kind of ['OnBoarding', 'Change', 'Deletion']) await api.post(SUBSCRIPTIONS).send({ callbackUri: sink.url(), subscriptionType: `AppPackage${kind}Subscription` }).expect(201);
      await act.before?.(scene);
      await world.platform.stop();
      const server = await launchProcess({ ...IDENTITY, DATABASE_URL: databaseUrl, MEC_DATA_DIR: dataFolderOf(databaseUrl), NODE_ENV: 'test', MEC_CRASH_AT: step });
      const survived = setTimeout(() => server.signal('SIGTERM'), SURVIVED_MS);
      // The answer may be lost with the process.
      if (await server.ready()) await act.act(server, scene).catch(() => undefined);
      expect(await server.ended.finally(() => clearTimeout(survived))).toMatchObject({ signal: 'SIGKILL' });
      await world.begin({ environment: { ...IDENTITY, DATABASE_URL: databaseUrl } });
      await (done ? act.expectDone(scene) : act.expectUndone(scene));
      const { status } = await request(world.platform.http).get(`${PACKAGES}/${scene.id}`);
      expect(kept(databaseUrl)).toEqual(status === 200 ? [scene.id] : []);
      if (status === 200 && ((await find(scene)).operationalState === 'ENABLED')) await discard(api, scene.id);
      expect((await onboard(api, packageFile({ appD: descriptor({ appDId: 'another' }) }))).onboardingState).toBe('ONBOARDED');
    },
    TEST_TIMEOUT_MS,
  );
});
