import { eventually } from '../../support/eventually.js';
import { HttpWorld, userPath } from '../../support/placement/http-world.js';
import { faultsIn, placementPath } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

const UE = { type: 1, value: '10.45.0.2' };

describe('users', () => {
  const { api } = usePlatform();
  const world = new HttpWorld(api);
  const car = userPath('car');
  const place = userPath('car', 'place');
  const list = placementPath('applications', 'shop', 'users');

  beforeEach(async () => {
    await world.clear();
    await world.seed();
    await world.application();
  });

  it('are there when they are put, where Location says, and are nowhere until somebody tells', async () => {
    const { body, headers } = await api.put(car).send({}).expect(201);
    expect(body).toEqual({ applicationId: 'shop', userId: 'car', state: 'OUTSIDE', outsideReason: 'NO_PLACE', areas: [], held: [] });
    expect(headers['location']).toBe(`http://mep.test:8080${car}`);
    expect((await api.get(car).expect(200, body as object)).headers['etag']).toBe(headers['etag']);
    expect((await api.put(car).send({}).expect(200, body as object)).headers['etag']).toBe(headers['etag']);
  });

  it('are decided about before the answer, and SERVED when the copy is READY', async () => {
    const { body } = await api.put(car).send({ place: { areaId: 'b' } }).expect(201);
    expect(body).toMatchObject({ place: { areaId: 'b' }, areas: ['b'], firstCloud: 'fog-n', lastMove: { wasReady: false } });
    expect((body as { held: string[] }).held).toHaveLength(2);
    expect(await world.heldAt('car')).toEqual(['edge-n', 'fog-n']);
    await eventually(async () => expect(await world.shown('car')).toMatchObject({ state: 'SERVED', held: expect.arrayContaining([(await world.shown('car')).servedBy]) as string[] }));
    expect(await world.servedAt('car')).toBe('fog-n');
    expect((await world.shown('car')).lastMove!.switchedAfter).toBeGreaterThanOrEqual(0);
  });

  it.each<[string, object, string[]]>([
    ['an area', { areaId: 'b' }, ['b']],
    ['a cell', { cellId: 'cell-b' }, ['b']],
    ['a cell that nobody knows', { cellId: 'x' }, []],
    ['a position in a polygon', { position: { latitude: 5, longitude: 5 } }, ['square']],
    ['a position in none', { position: { latitude: 50, longitude: 5 } }, []],
  ])('are told to be in %s', async (_name, where, areas) => {
    const coordinates = [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]];
    await api.put(placementPath('areas', 'square')).send({ clouds: ['edge-m'], polygon: { type: 'Polygon', coordinates } }).expect(201);
    await api.put(car).send({}).expect(201);
    const { body } = await api.put(place).send(where).expect(200);
    expect(body).toMatchObject({ place: where, areas, ...(areas.length === 0 && { state: 'OUTSIDE' }) });
    expect((body as { held: string[] }).held.length > 0).toBe(areas.length > 0);
  });

  it('that are told to be where they are stay as they are', async () => {
    await world.user('car', 'b');
    await eventually(async () => expect(await world.shown('car')).toMatchObject({ state: 'SERVED' }));
    const tag = (await api.get(car).expect(200)).headers['etag'];
    const tasks = await world.tasks();
    expect((await api.put(place).send({ areaId: 'b' }).expect(200)).headers['etag']).toBe(tag);
    expect((await api.put(car).send({ place: { areaId: 'b' } }).expect(200)).headers['etag']).toBe(tag);
    expect(await world.tasks()).toEqual(tasks);
  });

  it('are listed by their ids, by application and by where copies are held for them', async () => {
    await world.application({}, {}, 'other');
    await api.put(placementPath('applications', 'other', 'users', 'alone')).send({}).expect(201);
    for (const [userId, areaId] of [['b/2', 'b'], ['C', 'c'], ['a', 'b']] as const) await world.user(userId, areaId);
    const idsOf = async (query: Record<string, string>) => (await world.users(query)).map(({ userId }) => userId);
    expect(await idsOf({})).toEqual(['C', 'a', 'b/2']);
    expect(await idsOf({ cloudId: 'fog-n' })).toEqual(['a', 'b/2']);
    expect(await idsOf({ cloudId: 'edge-1' })).toEqual(['C']);
    expect(await idsOf({ cloudId: 'nowhere' })).toEqual([]);
    await api.get(list).query({ cloudId: '' }).expect(400);
  });

  it('wait for a copy until their application is GENERATED', async () => {
    await api.put(placementPath('applications', 'late')).send({ appName: 'late', requirements: { images: [{ repository: 'late' }], orchestration: { services: { main: { image: 'late' } } } } }).expect(201);
    const early = placementPath('applications', 'late', 'users', 'early');
    expect((await api.put(early).send({ place: { areaId: 'b' } }).expect(201)).body).toMatchObject({ state: 'WAITING', firstCloud: 'fog-n', held: [] });
    expect(await world.deployments()).toEqual([]);
    await world.image('late');
    await eventually(async () => expect((await api.get(early).expect(200)).body).toMatchObject({ state: 'SERVED', firstCloud: 'fog-n' }));
  });

  it('ignore what only the platform sets, and are refused for what the document does not know', async () => {
    const { body } = await api.put(car).send({ userId: 'x', state: 'SERVED', outsideReason: 'NO_CLOUD', areas: ['a'], firstCloud: 'edge-n', held: ['x'], servedBy: 'x' }).expect(201);
    expect(body).toEqual({ applicationId: 'shop', userId: 'car', state: 'OUTSIDE', outsideReason: 'NO_PLACE', areas: [], held: [] });
    expect(faultsIn((await api.put(car).send({ ...body, colour: 'red' }).expect(400)).body).map((fault) => fault.place)).toEqual(['/colour']);
    expect(faultsIn((await api.put(place).send({ areaId: 'b', area: 'b' }).expect(400)).body).map((fault) => fault.place)).toEqual(['/area']);
    await api.put(car).send(body as object).expect(200, body as object);
  });

  it('that are UEs are where the radio network says: /place is answered 409, and so is their address of another', async () => {
    const { body } = await api.put(car).send({ associateId: UE }).expect(201);
    expect(body).toMatchObject({ associateId: UE, state: 'OUTSIDE', areas: [] });
    const refused = await api.put(place).send({ areaId: 'b' }).expect(409);
    expect(refused.body.detail).toMatch(/car/);
    await api.put(userPath('bus')).send({ associateId: UE }).expect(409);
    await api.get(userPath('bus')).expect(404);
    await api.put(car).send({ associateId: UE }).expect(200, body as object);
    await world.application({}, {}, 'other');
    await api.put(placementPath('applications', 'other', 'users', 'bus')).send({ associateId: UE }).expect(201);
    await api.put(car).send({}).expect(200);
    await api.put(place).send({ areaId: 'b' }).expect(200);
    await api.put(userPath('bus')).send({ associateId: UE }).expect(201);
  });

  it.each<[string, object, string]>([
    ['an identifier of another type', { associateId: { type: 3, value: '10.45.0.2' } }, '/associateId/type'],
    ['an address that is none', { associateId: { type: 1, value: 'car' } }, '/associateId/value'],
    ['an IPv6 address as IPv4', { associateId: { type: 1, value: '2001:db8::1' } }, '/associateId/value'],
    ['a place in no way', { place: {} }, '/place'],
    ['a place in two ways', { place: { areaId: 'a', cellId: 'c' } }, '/place'],
    ['a position beyond the pole', { place: { position: { latitude: 91, longitude: 0 } } }, '/place/position/latitude'],
  ])('with %s are answered 400 with the place', async (_fault, content, at) => {
    expect(faultsIn((await api.put(car).send(content).expect(400)).body).map((fault) => fault.place)).toEqual([at]);
    await api.get(car).expect(404);
  });

  it('are moved in exactly one way, 400, and to areas that are there, 422', async () => {
    const before = await world.user('car', 'b');
    for (const where of [{}, { areaId: 'a', cellId: 'cell-a' }, { cellId: '' }, { areaId: 7 }]) await api.put(place).send(where).expect(400);
    expect((await api.put(place).send({ areaId: 'x' }).expect(422)).body.detail).toContain('x');
    await api.put(userPath('bus')).send({ place: { areaId: 'x' } }).expect(422);
    await api.get(userPath('bus')).expect(404);
    expect(await world.shown('car')).toMatchObject({ place: before.place!, firstCloud: 'fog-n' });
  });

  it('that go leave their copies to the policy', async () => {
    await world.user('car', 'b');
    await eventually(async () => expect(await world.copies()).toEqual(['edge-n READY 1', 'fog-n READY 1']));
    await api.delete(car).expect(204);
    expect(await world.copies()).toEqual(['edge-n READY 0', 'fog-n READY 0']);
    for (const { unusedSince, users } of await world.deployments()) expect([typeof unusedSince, users]).toEqual(['string', []]);
    await world.policy({ keepFor: 0 });
    await eventually(async () => expect(await world.copies()).toEqual([]));
  });

  it('that are not there are answered 404, and so are those of no application', async () => {
    for (const test of [api.get(car), api.delete(car), api.put(place).send({ areaId: 'a' })]) expect((await test.expect(404)).body.detail).toBe('There is no user car of the application shop.');
    const lost = placementPath('applications', 'lost', 'users');
    const sent = [api.get(lost), api.get(`${lost}/car`), api.put(`${lost}/car`).send({}), api.delete(`${lost}/car`), api.put(`${lost}/car/place`).send({ areaId: 'a' })];
    for (const test of sent) expect((await test.expect(404)).body.detail).toBe('There is no application lost.');
  });

  it.each(['%2e', '%2E%2e', 'x'.repeat(256)])('of the id %s, which no URI can hold, are answered 400', async (id) => {
    const to = `${list}/${id}`;
    for (const test of [api.put(to).send({}), api.get(to), api.delete(to), api.put(`${to}/place`).send({ areaId: 'a' })]) await test.expect(400);
  });
});
