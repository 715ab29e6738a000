import { Registrations } from '../../../src/modules/app-support/index.js';
import { RuntimeUnavailable } from '../../../src/modules/container-runtime/index.js';
import { HttpWorld, userPath } from '../../support/placement/http-world.js';
import { inTime } from '../../support/in-time.js';
import { plainEngines, runsOn } from '../../support/placement/plain-engine.js';
import { placementPath } from '../../support/placement/placement.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const FOG = placementPath('clouds', 'fog-n');
const OUTSIDE_FOR = 60_000;

describe('a cloud that is removed while somebody is served there; the engines are stand-ins', () => {
  const clock = new TestClock();
  const { api, platform } = usePlatform({ clock });
  const world = new HttpWorld(api);
  const engines = plainEngines();
  const fog = engines('leaving-fog');
  const edge = engines('leaving-edge');
  const settled = <T>(check: () => Promise<T>) => inTime(clock, check);
  const servedAt = (cloudId: string | undefined) => settled(async () => expect(await world.servedAt('car')).toBe(cloudId));
  const gone = () => settled(async () => void (await api.get(FOG).expect(404)));
  const stateOfFog = async () => ((await api.get(FOG).expect(200)).body as { state: string }).state;
  const remove = (query: object = {}) => api.delete(FOG).query(query);

  /** Edge n is in the place of fog n, where the car is served until it has a copy there. */
  const replaced = () => world.areas({ b: ['edge-n'] });

  beforeEach(async () => {
    for (const engine of [fog, edge]) engine.fault = () => undefined;
    await world.clear();
    await world.clouds({ 'fog-n': runsOn('leaving-fog'), 'edge-n': runsOn('leaving-edge'), core: {} });
    await world.links('fog-n edge-n');
    await world.areas({ b: ['fog-n'] });
    await world.application();
    await world.policy({ neighbours: 'NEAREST', count: 0, keepFor: 0, outsideFor: OUTSIDE_FOR });
    await world.user('car', 'b');
    await servedAt('fog-n');
  });

  it('is refused as long as an area names it', async () => {
    await remove().expect(409);
    await remove({ force: true }).expect(409);
  });

  it('moves it first, then goes with its link', async () => {
    await replaced();
    await remove().expect(202);
    expect(await stateOfFog()).toBe('REMOVING');
    await gone();
    expect([await world.servedAt('car'), edge.running, fog.held.size]).toEqual(['edge-n', ['edge-n'], 0]);
    expect((await world.history()).slice(-3)).toEqual(['DEPLOY fog-n ENTERED DONE', 'DEPLOY edge-n ENTERED DONE', 'DESTROY fog-n CLOUD_REMOVED DONE']);
    await api.get(placementPath('links', 'fog-n-edge-n')).expect(404);
  });

  it('is named by no area and linked with no cloud any more', async () => {
    edge.fault = () => new RuntimeUnavailable('connect ECONNREFUSED');
    await replaced();
    await remove().expect(202);
    expect((await api.put(placementPath('areas', 'z')).send({ clouds: ['fog-n'], cells: ['z'] }).expect(422)).body).toMatchObject({ faults: [{ place: '/clouds/0', detail: 'is fog-n, which is REMOVING' }] });
    await api.put(placementPath('links', 'z')).send({ clouds: ['core', 'fog-n'] }).expect(422);
  });

  it('serves it for outsideFor if no cloud can take it, then goes; a cloud that comes back serves it again', async () => {
    edge.fault = () => new RuntimeUnavailable('connect ECONNREFUSED');
    await replaced();
    const since = clock.now();
    await remove().expect(202);
    await clock.advance(OUTSIDE_FOR - 1000);
    expect([await world.servedAt('car'), await stateOfFog()]).toEqual(['fog-n', 'REMOVING']);
    await gone();
    expect(clock.now() - since).toBeGreaterThanOrEqual(OUTSIDE_FOR);
    expect((await world.shown('car')).servedBy).toBeUndefined();
    edge.fault = () => undefined;
    await servedAt('edge-n');
  });

  it('by force: what its engine can remove is removed as without', async () => {
    await replaced();
    await remove({ force: true }).expect(202);
    await gone();
    expect([await world.servedAt('car'), fog.held.size]).toEqual(['edge-n', 0]);
  });

  it('by force, and its engine does not answer: all that is there is forgotten at once, also what was REMOVING already', async () => {
    for (const engine of [fog, edge]) engine.fault = () => new RuntimeUnavailable('connect ECONNREFUSED');
    await world.links('fog-n core');
    await replaced();
    await settled(async () => expect(await stateOfFog()).toBe('UNREACHABLE'));
    await remove().expect(202);
    const { servedBy } = await world.shown('car');
    const registration = () => platform.server.app.get(Registrations).find(servedBy!);
    expect(await registration()).toBeDefined();
    await remove({ force: true }).expect(204);
    await api.get(FOG).expect(404);
    expect([await world.deployments({ cloudId: 'fog-n' }), await registration(), (await world.shown('car')).servedBy]).toEqual([[], undefined, undefined]);
    expect((await api.get(placementPath('links')).expect(200)).body).toEqual([]);
    const [last] = await world.tasks({ cloudId: 'fog-n' });
    expect(last).toMatchObject({ deploymentId: servedBy, action: 'DESTROY', cause: 'CLOUD_REMOVED', state: 'CANCELLED', reason: 'CLOUD_REMOVED' });
    edge.fault = () => undefined;
    await servedAt('edge-n');
    await world.clouds({ 'fog-n': runsOn('leaving-fog') });
    fog.fault = () => undefined;
    await settled(async () => expect(fog.held.size).toBe(0));
  });

  it('by force, and its engine can no longer remove a copy: that is forgotten, and with the last the cloud', async () => {
    fog.fault = (call) => (call === 'remove' ? new RuntimeUnavailable('device or resource busy') : undefined);
    await replaced();
    await remove({ force: true }).expect(202);
    await settled(async () => expect(await world.tasks({ cloudId: 'fog-n' })).toContainEqual(expect.objectContaining({ action: 'DESTROY', state: 'PAUSED' })));
    await remove({ force: true }).expect(204);
    await servedAt('edge-n');
    fog.held.clear();
  });

  it('goes although its last user goes first', async () => {
    await replaced();
    edge.fault = () => new RuntimeUnavailable('connect ECONNREFUSED');
    await remove().expect(202);
    await api.delete(userPath('car')).expect(204);
    await gone();
    expect(fog.held.size).toBe(0);
  });
});
