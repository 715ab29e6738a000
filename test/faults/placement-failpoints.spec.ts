import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import '../../src/app.module.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { HttpWorld } from '../support/placement/http-world.js';
import { image, layoutArchive } from '../support/placement/image-archives.js';
import { placementPath, type Schemas } from '../support/placement/placement.js';
import { furnishWalk, walk, WALK, WHOLE_WALK } from '../support/placement/walk.js';
import { rowFaults } from '../support/placement/world-faults.js';
import { libraryFolderIn } from '../support/data-folder.js';
import { startPlatform } from '../support/platform.js';
import { launchProcess, newDatabase, type ProcessEnd, temporaryFolder } from '../support/process.js';
import { specAgent, type SpecAgent } from '../support/spec-agent.js';

const TIMEOUT_MS = 120_000;
const SURVIVED_MS = 30_000;

/** A platform that makes its identity writes before it is asked to. */
const IDENTITY = { MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000003' };
const IMAGES = placementPath('images');
const SHOP = placementPath('applications', 'shop');
const ONE = { appName: 'shop', requirements: { images: [{ repository: 'debian' }], orchestration: { services: { main: { image: 'debian' } } } } };
const OLD = image('base', 'old');
const NEW = image('base', 'new');

type Library = Schemas['LibraryImage'][];

const put = (origin: string, repository: string) => request(origin).post(IMAGES).query({ repository }).set('Content-Type', 'application/x-tar').send(layoutArchive(NEW));

/** What a process does when it dies, and how many images there are and whether the application is GENERATED at the next start. */
interface Act {
  act: (origin: string, old: string) => Promise<unknown>;
  steps: Record<string, [images: number, state: string]>;
}

const ACTS: Record<string, Act> = {
  'it starts': {
    act: () => Promise.resolve(),
    steps: { 'placement:after-index': [1, 'INCOMPLETE'], 'placement:after-sweep': [1, 'INCOMPLETE'] },
  },
  'an image comes that an application waits for': {
    act: (origin) => put(origin, 'debian'),
    steps: {
      'placement:after-blobs': [1, 'INCOMPLETE'],
      'unit-of-work:before-commit': [1, 'INCOMPLETE'],
      'unit-of-work:after-commit': [2, 'GENERATED'],
      'placement:after-record-image': [2, 'GENERATED'],
      'placement:after-artefacts': [2, 'GENERATED'],
    },
  },
  'an image is removed': {
    act: (origin, old) => request(origin).delete(placementPath('images', old)),
    steps: { 'unit-of-work:before-commit': [1, 'INCOMPLETE'], 'placement:after-remove-image': [0, 'INCOMPLETE'] },
  },
};

const cases = Object.entries(ACTS).flatMap(([name, { act, steps }]) => Object.entries(steps).map(([step, left]) => ({ name, act, step, left })));

/** An image of two layers, and an application that waits for another one. */
async function prepare(): Promise<{ environment: Record<string, string>; folder: string; old: string }> {
  const folder = temporaryFolder();
  const environment = { ...IDENTITY, DATABASE_URL: await newDatabase(), MEC_DATA_DIR: folder };
  const platform = await startPlatform({ environment });
  const api = specAgent(platform);
  const { body } = await api.post(IMAGES).query({ repository: 'old' }).set('Content-Type', 'application/x-tar').send(layoutArchive(OLD)).expect(201);
  await api.put(SHOP).send(ONE).expect(201);
  await platform.stop();
  return { environment, folder: libraryFolderIn(folder), old: (body as { digest: string }).digest };
}

async function dieAt(step: string, environment: Record<string, string>, act: (origin: string) => Promise<unknown>): Promise<ProcessEnd> {
  const server = await launchProcess({ ...environment, NODE_ENV: 'test', MEC_CRASH_AT: step });
  const survived = setTimeout(() => server.signal('SIGTERM'), SURVIVED_MS);
  // The answer may be lost with the process.
  if (await server.ready()) await act(server.origin).catch(() => undefined);
  return server.ended.finally(() => clearTimeout(survived));
}

/** Rows, documents and blobs say the same. */
async function expectWhole(api: SpecAgent, folder: string, count: number): Promise<void> {
  const images = (await api.get(IMAGES).expect(200)).body as Library;
  expect(images).toHaveLength(count);
  const { manifests } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { manifests: { digest: string }[] };
  expect(manifests.map(({ digest }) => digest).sort()).toEqual(images.map(({ digest }) => digest).sort());
  // Manifest, configuration and a layer each, and the layer that both have.
  expect(readdirSync(join(folder, 'blobs', 'sha256'))).toHaveLength(count === 0 ? 0 : 3 * count + 1);
  for (const { digest } of images) await api.get(placementPath('images', digest, 'archive')).expect(200);
}

const inLibrary = new Set(cases.map(({ step }) => step));
/** The steps of decisions, tasks, switches and upkeep: one walk goes through all of them. */
const walked = declaredFailpoints().filter((step) => step.startsWith('placement:') && !inLibrary.has(step));

it('goes through every step that is declared', () => {
  const steps = declaredFailpoints().filter((step) => step.startsWith('placement:'));
  expect([...inLibrary].filter((step) => step.startsWith('placement:')).concat(walked).sort()).toEqual(steps);
  expect(walked).toContain('placement:after-record-decision');
});

describe('a process that dies when', () => {
  it.each(cases)(
    '$name, at $step, leaves all of it or nothing of it',
    async ({ act, step, left: [count, state] }) => {
      const { environment, folder, old } = await prepare();
      expect(await dieAt(step, environment, (origin) => act(origin, old))).toMatchObject({ signal: 'SIGKILL' });
      for (let start = 0; start < 2; start++) {
        const platform = await startPlatform({ environment });
        const api = specAgent(platform);
        await expectWhole(api, folder, count);
        expect((await api.get(SHOP).expect(200)).body).toMatchObject({ state });
        await platform.stop();
      }
    },
    TIMEOUT_MS,
  );
});

describe('a process that dies on the way b, a, m', () => {
  it.each([...walked, 'unit-of-work:before-commit', 'unit-of-work:after-commit'])(
    'at %s is followed by one that goes on, and does nothing twice',
    async (step) => {
      const databaseUrl = await newDatabase();
      const environment = { ...IDENTITY, DATABASE_URL: databaseUrl, MEC_DATA_DIR: temporaryFolder() };
      const prepared = await startPlatform({ environment });
      await furnishWalk(specAgent(prepared));
      await prepared.stop();
      const server = await launchProcess({ ...environment, NODE_ENV: 'test', MEC_CRASH_AT: step });
      const at = (await server.ready()) ? await walk(new HttpWorld(request(server.origin)), () => server.running) : 0;
      if (at === WALK.length) server.signal('SIGTERM');
      expect(await server.ended).toMatchObject({ signal: 'SIGKILL' });
      const next = await startPlatform({ environment });
      const world = new HttpWorld(specAgent(next));
      expect(await walk(world, () => true, at)).toBe(WALK.length);
      expect((await world.history()).sort()).toEqual(WHOLE_WALK);
      expect(await rowFaults(databaseUrl)).toEqual([]);
      await next.stop();
    },
    TIMEOUT_MS,
  );
});
