import { eventually } from '../../support/eventually.js';
import { HttpWorld, type PlacedUser, userPath } from '../../support/placement/http-world.js';
import { plainEngines, runsOn } from '../../support/placement/plain-engine.js';
import { cloud, placementPath } from '../../support/placement/placement.js';
import { enb, eutranCell, ranPath } from '../../support/ran.js';
import { usePlatform } from '../../support/use-platform.js';

const NOWHERE = { position: { latitude: 50, longitude: 5 } };
const MISSPELT = { cellId: 'harbuor-1' };
const UE = { type: 1, value: '10.45.0.77' };

describe('users that are OUTSIDE', () => {
  const { api } = usePlatform();
  const world = new HttpWorld(api);
  const engine = plainEngines()('reasons');
  const car = userPath('car');
  const put = async (content: object) => (await api.put(car).send(content).expect((answer) => expect(answer.status).toBeLessThan(300))).body as PlacedUser;
  const reason = async () => {
    const { state, outsideReason } = await world.shown('car');
    return outsideReason === undefined ? state : [state, outsideReason].join(' ');
  };
  const becomes = (expected: string) => eventually(async () => expect(await reason()).toBe(expected));

  beforeEach(async () => {
    await world.clear();
    await world.seed();
    await world.application();
  });

  it.each<[string, object, string]>([
    ['nobody has told where they are', {}, 'NO_PLACE'],
    ['they are no UE of the radio network', { associateId: UE }, 'NO_PLACE'],
    ['their position is in no area', { place: NOWHERE }, 'NO_AREA'],
    ['nobody knows their cell', { place: MISSPELT }, 'UNKNOWN_CELL'],
  ])('say that %s', async (_why, content, expected) => {
    expect(await put(content)).toMatchObject({ state: 'OUTSIDE', outsideReason: expected, areas: [] });
    expect(await world.users()).toMatchObject([{ outsideReason: expected }]);
  });

  it('tell a cell that is misspelt from one that is in no area, and from one that an area has', async () => {
    const [station, cell] = [enb({ id: 'reasons' }), eutranCell({ id: 'reasons-1', baseStation: 'reasons' })];
    await put({ place: { cellId: cell.id } });
    const before = (await api.get(car).expect(200)).headers['etag'];
    expect(await reason()).toBe('OUTSIDE UNKNOWN_CELL');
    await api.post(ranPath('base_stations')).send(station).expect(201);
    await api.post(ranPath('cells')).send(cell).expect(201);
    expect(await reason()).toBe('OUTSIDE NO_AREA');
    expect((await api.get(car).expect(200)).headers['etag']).not.toBe(before);
    await api.delete(ranPath('cells', cell.id)).expect(204);
    expect(await reason()).toBe('OUTSIDE UNKNOWN_CELL');
    await api.put(placementPath('areas', 'a')).send({ clouds: ['edge-n'], cells: [cell.id] }).expect(200);
    await becomes('SERVED');
    await api.put(userPath('car', 'place')).send(MISSPELT).expect(200);
    expect(await reason()).toBe('OUTSIDE UNKNOWN_CELL');
  });

  it('say that their area is gone', async () => {
    await api.put(placementPath('areas', 'e')).send({ clouds: ['edge-n'], cells: ['cell-e'] }).expect(201);
    await world.user('car', 'e');
    await becomes('SERVED');
    await api.delete(placementPath('areas', 'e')).expect(204);
    expect(await reason()).toBe('OUTSIDE NO_AREA');
  });

  it('say that the application is meant for other areas', async () => {
    await world.application({}, { usageAreas: ['a', 'c'] });
    expect(await world.user('car', 'b')).toMatchObject({ outsideReason: 'NO_USAGE_AREA', areas: ['b'] });
    await world.application({}, { usageAreas: ['a', 'b'] });
    await becomes('SERVED');
  });

  it('say that there is no room on any cloud of their areas', async () => {
    await api.put(placementPath('clouds', 'edge-1')).send(cloud({ kind: 'EDGE', capacity: { deployments: 0 } })).expect(200);
    await world.user('car', 'c');
    await becomes('OUTSIDE NO_CLOUD');
    await world.clouds({ 'edge-1': { kind: 'EDGE' } });
    await becomes('SERVED');
  });

  it('say that their application goes', async () => {
    await world.clouds({ 'fog-n': runsOn('reasons') });
    await world.application({ healthcheck: { test: ['CMD', 'true'] } });
    await world.user('car', 'b');
    await becomes('SERVED');
    const release = engine.hold('remove');
    await api.delete(placementPath('applications', 'shop')).expect(202);
    await becomes('OUTSIDE APPLICATION_REMOVING');
    release();
  });
});
