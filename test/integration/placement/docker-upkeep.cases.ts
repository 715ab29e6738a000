import { StandInDocker } from '../../support/containers/stand-in-docker.js';
import { HttpWorld } from '../../support/placement/http-world.js';
import { inTime } from '../../support/in-time.js';
import { placementPath } from '../../support/placement/placement.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const FOG = placementPath('clouds', 'fog-n');
const ADDRESS = '192.0.2.30';
const CHECKED = { healthcheck: { test: ['CMD', 'true'] }, ports: ['1216:80'] };

describe('what becomes of copies at a Docker engine, which is a stand-in', () => {
  const clock = new TestClock();
  const { api } = usePlatform({ clock });
  const world = new HttpWorld(api);
  let engine: StandInDocker;
  const settled = <T>(check: () => Promise<T>) => inTime(clock, check);
  const copies = (...expected: string[]) => settled(async () => expect(await world.copies()).toEqual(expected));
  const containers = () => engine.objects.containers(['openmep.application=shop']);
  const user = (expected: object) => settled(async () => expect(await world.shown('car')).toMatchObject(expected));

  beforeEach(async () => {
    engine = await StandInDocker.start();
    await world.clouds({ 'fog-n': { runtime: { driver: 'docker', endpoint: engine.host }, address: ADDRESS } });
    await world.areas({ b: ['fog-n'] });
    await world.application(CHECKED);
    await world.policy({ keepFor: 0 });
  });

  afterEach(() => world.clear());

  /** The id of the copy that serves the car. */
  async function served(): Promise<string> {
    await world.user('car', 'b');
    await user({ state: 'SERVED' });
    return (await world.shown('car')).servedBy!;
  }

  it('a port that a container of somebody else has: PAUSED until it is free', async () => {
    engine.objects.strangers.add(`${ADDRESS}:1216`);
    await world.user('car', 'b');
    await settled(async () => expect((await world.tasks())[0]).toMatchObject({ state: 'PAUSED', reason: 'PORT_TAKEN', step: 'START' }));
    engine.objects.strangers.clear();
    await user({ state: 'SERVED' });
  });

  it.each<[string, (id: string) => unknown]>([
    ['has ended and is not started again', (id) => engine.objects.stop(id)],
    ['somebody has removed', (id) => engine.objects.remove(id)],
  ])('a container that %s: its copy is made again, as it was', async (_name, hit) => {
    const servedBy = await served();
    hit(containers()[0]!.Id);
    await settled(async () => expect((await world.tasks())[0]).toMatchObject({ action: 'DEPLOY', cause: 'REPAIR', deploymentId: servedBy, state: 'DONE' }));
    await user({ state: 'SERVED', servedBy });
    expect(containers().map(({ state }) => state)).toEqual(['running']);
  });

  it('a container whose checks fail: UNHEALTHY until they pass', async () => {
    const servedBy = await served();
    engine.objects.health.set('main', 'unhealthy');
    await copies('fog-n UNHEALTHY 1');
    await user({ servedBy });
    engine.objects.health.clear();
    await copies('fog-n READY 1');
    await user({ state: 'SERVED', servedBy });
    expect((await world.tasks()).filter(({ deploymentId }) => deploymentId === servedBy)).toHaveLength(1);
  });

  it('an engine that is not well: UNREACHABLE in its words; the copy is as it was, and when it is well again a lost one is made again', async () => {
    const servedBy = await served();
    engine.failing = 500;
    await settled(async () => expect((await api.get(FOG).expect(200)).body).toMatchObject({ state: 'UNREACHABLE', reason: 'the Docker engine fails: the engine is not well' }));
    engine.objects.remove(containers()[0]!.Id);
    await copies('fog-n READY 1');
    await user({ servedBy });
    engine.failing = undefined;
    await settled(async () => expect((await api.get(FOG).expect(200)).body).toMatchObject({ state: 'AVAILABLE' }));
    await settled(async () => expect((await world.tasks())[0]).toMatchObject({ cause: 'REPAIR', state: 'DONE' }));
    await user({ state: 'SERVED', servedBy });
  });

  it('containers that this cloud has, and no copy: removed', async () => {
    await served();
    const { Image, HostConfig, Labels } = containers()[0]!;
    const labels = (changes: Record<string, string>) => ({ Image, HostConfig: { NetworkMode: HostConfig.NetworkMode! }, Labels: { ...Labels, ...changes } });
    engine.objects.create('stray', labels({ 'openmep.app-instance': 'stray' }));
    engine.objects.create('foreign', labels({ 'openmep.app-instance': 'foreign', 'openmep.platform': 'another' }));
    await settled(async () => expect(engine.objects.names).not.toContain('stray'));
    expect(engine.objects.names).toHaveLength(2);
    expect(engine.objects.names).toContain('foreign');
    engine.objects.remove('foreign');
  });
});
