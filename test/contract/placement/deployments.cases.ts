import { eventually } from '../../support/eventually.js';
import { HttpWorld, userPath } from '../../support/placement/http-world.js';
import { placementPath, type Schemas } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

describe('deployments', () => {
  const { api } = usePlatform();
  const world = new HttpWorld(api);
  const list = placementPath('deployments');

  beforeEach(async () => {
    await world.clear();
    await world.seed({ 'edge-n': { kind: 'EDGE', address: '192.0.2.20' }, 'edge-1': { kind: 'EDGE', capacity: { deployments: 0 } } });
    await world.application({ ports: ['1216:80', '1217:443/udp'] });
  });

  it('tell where they are, what they are made of and for whom they are there', async () => {
    await world.user('car', 'a');
    await world.user('bus', 'b');
    await eventually(async () => expect(await world.copies()).toEqual(['edge-m READY 1', 'edge-n READY 2', 'fog-n READY 2']));
    const [edgeN] = await world.deployments({ cloudId: 'edge-n' });
    const { artefacts } = (await api.get(placementPath('applications', 'shop')).expect(200)).body as Schemas['PlacedApplication'];
    expect(artefacts.map(({ digest }) => digest)).toContain(edgeN!.artefact);
    expect(edgeN).toMatchObject({ applicationId: 'shop', cloudId: 'edge-n', state: 'READY', references: 2, users: ['car'], address: '192.0.2.20' });
    expect(edgeN!.ports).toEqual(expect.arrayContaining([{ port: 80, protocol: 'TCP', hostPort: 1216 }, { port: 443, protocol: 'UDP', hostPort: 1217 }]));
    expect(edgeN!.unusedSince).toBeUndefined();
    expect(await world.shown('car')).toMatchObject({ servedBy: edgeN!.deploymentId, address: '192.0.2.20' });
    await api.get(placementPath('deployments', edgeN!.deploymentId)).expect(200, edgeN!);
  });

  it('that are PREPARING have no address yet', async () => {
    await world.user('car', 'c');
    const [waiting] = await world.deployments({ cloudId: 'edge-1' });
    expect(waiting).toMatchObject({ state: 'PREPARING', references: 1, users: [] });
    expect([waiting!.address, waiting!.ports]).toEqual([undefined, undefined]);
    await eventually(async () => expect(await world.shown('car')).toMatchObject({ state: 'OUTSIDE', firstCloud: 'edge-1' }));
  });

  it('are listed, the oldest first, by application, cloud and state', async () => {
    await world.user('car', 'b');
    await eventually(async () => expect(await world.copies()).toEqual(['edge-n READY 1', 'fog-n READY 1']));
    await world.application({}, {}, 'other');
    await api.put(placementPath('applications', 'other', 'users', 'car')).send({ place: { areaId: 'c' } }).expect(201);
    const all = await world.deployments();
    expect(all.slice(0, 2).map(({ cloudId }) => cloudId)).toEqual(['fog-n', 'edge-n']);
    const idsOf = async (query: Record<string, string>) => (await world.deployments(query)).map(({ deploymentId }) => deploymentId);
    const where = (fits: (one: Schemas['Deployment']) => boolean) => all.filter(fits).map(({ deploymentId }) => deploymentId);
    expect(await idsOf({ applicationId: 'shop' })).toEqual(where(({ applicationId }) => applicationId === 'shop'));
    expect(await idsOf({ cloudId: 'edge-1' })).toEqual(where(({ cloudId }) => cloudId === 'edge-1'));
    expect(await idsOf({ state: 'PREPARING', cloudId: 'edge-1' })).toHaveLength(1);
    expect(await idsOf({ state: 'FAILED' })).toEqual([]);
    expect(await idsOf({ applicationId: 'shop', cloudId: 'edge-1' })).toEqual([]);
    for (const query of [{ state: 'LOST' }, { cloudId: '' }, { applicationId: '' }]) await api.get(list).query(query).expect(400);
  });

  it('count users, not what these have them for, and say since when nobody has', async () => {
    const [car, bus] = [userPath('car', 'place'), userPath('bus', 'place')];
    for (const userId of ['car', 'bus']) await world.user(userId, 'b');
    await eventually(async () => expect(await world.copies()).toEqual(['edge-n READY 2', 'fog-n READY 2']));
    await api.put(car).send({ areaId: 'd' }).expect(200);
    await eventually(async () => expect(await world.servedAt('car')).toBe('edge-m'));
    await eventually(async () => expect((await world.copies()).slice(1)).toEqual(['edge-m READY 1', 'edge-n READY 2', 'fog-n READY 1']));
    await api.put(bus).send({ areaId: 'd' }).expect(200);
    await eventually(async () => expect((await world.copies()).slice(1)).toEqual(['edge-m READY 2', 'edge-n READY 2', 'fog-n READY 0']));
    const since = async () => (await world.deployments({ cloudId: 'fog-n' }))[0]!.unusedSince;
    expect(Date.parse((await since())!)).toBeLessThanOrEqual(Date.now());
    await api.put(bus).send({ areaId: 'a' }).expect(200);
    await eventually(async () => expect((await world.copies()).at(-1)).toBe('fog-n READY 1'));
    expect(await since()).toBeUndefined();
  });

  it('that are not there are answered 404', async () => {
    expect((await api.get(placementPath('deployments', 'x')).expect(404)).body.detail).toBe('There is no deployment x.');
  });
});
