import { readFileSync } from 'node:fs';
import { type AreaId, PAGES, pageAt, pagesArchive, PATHS, POLICIES, type PolicyName, RESOURCES, ROW } from '../../bench/placement-walk/fog-row.js';
import { serving } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { PlatformOnEngine } from '../support/containers/platform-on-engine.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/eventually.js';
import type { Schemas } from '../support/placement/placement.js';
import type { SpecAgent } from '../support/spec-agent.js';

const TIMEOUT_MS = 120_000;
const TAR = 'application/x-tar';

type User = Schemas['PlacedUser'];

describe('a user who walks past three fog clouds of one Docker engine', () => {
  let engine: DockerEngine;
  let platform: PlatformOnEngine;
  let api: SpecAgent;

  beforeAll(async () => {
    engine = await DockerEngine.create();
    cleanUp(() => engine.remove());
    platform = await PlatformOnEngine.on(engine);
    await platform.start();
    ({ api } = platform);
    await api.post(PATHS.images).set('Content-Type', TAR).send(readFileSync((await serving(engine)).file)).expect(201);
    for (const { path, body } of RESOURCES) await api.put(path).send(body).expect(201);
    await api.put(PATHS.files).set('Content-Type', TAR).send(await pagesArchive()).expect(201);
  }, TIMEOUT_MS);

  /** In the order of the clouds. Everything that runs has the labels of the application and the network of its cloud. */
  async function running(): Promise<string[]> {
    const containers = await engine.client.listContainers({ filters: { label: ['openmep.application=pages'] } });
    const clouds = containers.map(({ Labels, NetworkSettings }) => ({ cloud: Labels['openmep.cloud']!, networks: Object.keys(NetworkSettings.Networks) }));
    for (const { cloud, networks } of clouds) expect(networks).toEqual([`openmep-${cloud}-yun`]);
    return clouds.map(({ cloud }) => cloud).sort();
  }

  const networks = async () => (await engine.client.listNetworks({ filters: { label: ['openmep.cloud'] } })).map(({ Name }) => Name).sort();
  const user = async () => (await api.get(PATHS.user).expect(200)).body as User;
  const deployments = async () => (await api.get(PATHS.deployments).expect(200)).body as Schemas['Deployment'][];
  const goTo = async (areaId: AreaId) => (await api.put(PATHS.place).send({ areaId }).expect(200)).body as User;
  const page = (address: string) => engine.get(pageAt(address));

  /** Exactly these clouds have a copy, and each is READY. */
  const expectOn = (...clouds: string[]) =>
    eventually(async () => {
      expect((await deployments()).map(({ cloudId, state }) => `${cloudId} ${state}`).sort()).toEqual(clouds.map((cloud) => `${cloud} READY`));
      expect(await running()).toEqual(clouds);
      expect(await networks()).toEqual(clouds.map((cloud) => `openmep-${cloud}-yun`));
    });

  /** Of this very moment. */
  async function expectServedAt(areaId: AreaId, served: User): Promise<void> {
    const { cloudId, address } = ROW.find((one) => one.areaId === areaId)!;
    expect(await page(served.address!)).toBe(PAGES['index.html']);
    expect(served).toMatchObject({ state: 'SERVED', firstCloud: cloudId, address });
    expect((await deployments()).find(({ deploymentId }) => deploymentId === served.servedBy)).toMatchObject({ cloudId, address, users: ['walker'] });
  }

  async function begin(policy: PolicyName, changes: object = {}): Promise<void> {
    await api.put(PATHS.policy).send({ ...POLICIES[policy], ...changes }).expect(200);
    await api.put(PATHS.user).send({ place: { areaId: 'a' } }).expect(201);
    await expectServedAt('a', await eventually(async () => {
      const served = await user();
      expect(served.state).toBe('SERVED');
      return served;
    }));
  }

  afterEach(async () => {
    await api.delete(PATHS.user).expect(204);
    await expectOn();
    await expect(page(ROW[0].address)).rejects.toThrow();
    expect([(await engine.client.listVolumes()).Volumes, await engine.client.listContainers({ all: true })]).toEqual([[], []]);
    expect(platform.errorLog).toEqual([]);
  }, TIMEOUT_MS);

  it('is served at once wherever a copy waits; those that are not next to it go', async () => {
    await begin('ahead');
    await expectOn('fog-a', 'fog-b');
    const atB = await goTo('b');
    await expectServedAt('b', atB);
    expect(atB).toMatchObject({ previousCloud: 'fog-a', lastMove: { wasReady: true, switchedAfter: expect.any(Number) as number } });
    await expectOn('fog-a', 'fog-b', 'fog-c');
    await expectServedAt('c', await goTo('c'));
    await expectOn('fog-b', 'fog-c');
  }, TIMEOUT_MS);

  it('is served from where nobody keeps what was left, as the example of the seed has it (¶122)', async () => {
    await begin('ahead', { destruction: 'destroyOnLeave' });
    await expectOn('fog-a', 'fog-b');
    await expectServedAt('b', await goTo('b'));
    await expectOn('fog-b', 'fog-c');
    await expectServedAt('c', await goTo('c'));
    await expectOn('fog-c');
  }, TIMEOUT_MS);

  it('keeps the copy that it had until the one where it arrives is READY, if none is made ahead', async () => {
    await begin('on arrival', { keepFor: 1000 });
    await expectOn('fog-a');
    for (const [areaId, before, here] of [['b', ROW[0], 'fog-b'], ['c', ROW[1], 'fog-c']] as const) {
      const moved = await goTo(areaId);
      expect(moved).toMatchObject({ state: 'SERVED_ELSEWHERE', firstCloud: here, address: before.address, lastMove: { wasReady: false } });
      expect(await page(before.address)).toBe(PAGES['index.html']);
      const switched = await eventually(async () => {
        const now = await user();
        expect(now.state).toBe('SERVED');
        return now;
      });
      await expectServedAt(areaId, switched);
      expect(switched.lastMove!.switchedAfter).toBeGreaterThan(0);
      await expectOn(here);
    }
  }, TIMEOUT_MS);

  it('finds the files that were handed in on every cloud', async () => {
    await begin('ahead');
    await expectOn('fog-a', 'fog-b');
    for (const { address } of ROW.slice(0, 2)) for (const [file, text] of Object.entries(PAGES)) expect(await engine.get(pageAt(address, file))).toBe(text);
  }, TIMEOUT_MS);
});
