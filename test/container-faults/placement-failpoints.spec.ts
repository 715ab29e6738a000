import { readFileSync } from 'node:fs';
import { pageAt, PAGES, pagesArchive, PATHS, POLICIES, RESOURCES, ROW } from '../../bench/placement-walk/fog-row.js';
import { serving } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { PlatformOnEngine } from '../support/containers/platform-on-engine.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/eventually.js';
import type { Schemas } from '../support/placement/placement.js';

const TIMEOUT_MS = 600_000;
const TAR = 'application/x-tar';

const around = (...steps: string[]) => steps.flatMap((step) => [`placement:before-${step}`, `placement:after-${step}`]);

/** In the order in which a copy comes and goes. */
const DEPLOYING = ['placement:after-record-decision', ...around('admission', 'images', 'creation', 'start', 'check', 'registration'), 'placement:after-record-ready'];
const DESTROYING = ['placement:after-record-unused', ...around('deregistration', 'removal'), 'placement:before-record-removal', 'placement:after-record-removal'];

describe('when the platform dies again and again, at each point in turn, with a real Docker engine', () => {
  let engine: DockerEngine;
  let platform: PlatformOnEngine;

  beforeAll(async () => {
    engine = await DockerEngine.create();
    cleanUp(() => engine.remove());
    platform = await PlatformOnEngine.on(engine);
    await platform.start();
    const { api } = platform;
    await api.post(PATHS.images).set('Content-Type', TAR).send(readFileSync((await serving(engine)).file)).expect(201);
    for (const { path, body } of RESOURCES) await api.put(path).send(body).expect(201);
    await api.put(PATHS.files).set('Content-Type', TAR).send(await pagesArchive()).expect(201);
    await api.put(PATHS.policy).send({ ...POLICIES['on arrival'], keepFor: 0 }).expect(200);
    await platform.kill('SIGTERM');
  }, TIMEOUT_MS);

  const containers = async () => (await engine.client.listContainers({ all: true })).map(({ State }) => State);
  const tasks = async () => ((await platform.api.get('/placement/v1/drift_tasks').expect(200)).body as Schemas['DriftTask'][]).map(({ action, state }) => `${action} ${state}`);

  /** What is asked for is sent until it is recorded. Never is there more than one container that runs. */
  async function dieAtEach(points: string[], ask: () => Promise<unknown>): Promise<void> {
    for (const [at, point] of points.entries()) {
      await platform.dieAt(point, at === 0 ? ask : undefined);
      expect((await containers()).filter((state) => state === 'running').length).toBeLessThanOrEqual(1);
    }
    await platform.start();
  }

  it('a copy comes to serve, once, with its files', async () => {
    await dieAtEach(DEPLOYING, async () => void (await platform.api.put(PATHS.user).send({ place: { areaId: 'a' } })));
    const user = await eventually(async () => {
      const { body } = await platform.api.get(PATHS.user).expect(200);
      expect(body).toMatchObject({ state: 'SERVED', firstCloud: ROW[0].cloudId, address: ROW[0].address });
      return body as Schemas['PlacedUser'];
    });
    expect([await containers(), await tasks(), user.held]).toEqual([['running'], ['DEPLOY DONE'], [user.servedBy]]);
    expect(await engine.get(pageAt(user.address!))).toBe(PAGES['index.html']);
    expect(platform.errorLog).toEqual([]);
    await platform.kill('SIGTERM');
  }, TIMEOUT_MS);

  it('and goes, with all that it had', async () => {
    await dieAtEach(DESTROYING, async () => void (await platform.api.delete(PATHS.user)));
    await eventually(async () => expect(await tasks()).toEqual(['DESTROY DONE', 'DEPLOY DONE']));
    expect([await containers(), (await engine.client.listVolumes()).Volumes]).toEqual([[], []]);
    expect(await engine.client.listNetworks({ filters: { label: ['openmep.cloud'] } })).toEqual([]);
    expect(await platform.api.get('/placement/v1/deployments').expect(200)).toMatchObject({ body: [] });
    expect(platform.errorLog).toEqual([]);
  }, TIMEOUT_MS);
});
