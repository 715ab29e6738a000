import { clear, cloud, faultsIn, NOTHING_USED, placementPath, putClouds, type Schemas, type SentCloud } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

describe('clouds', () => {
  const { api } = usePlatform();
  const path = placementPath('clouds', 'edge-n');
  const casino: SentCloud = { kind: 'EDGE', name: 'Casino', runtime: { driver: 'kubernetes', endpoint: 'edge-n' }, address: '192.0.2.20', capacity: { cpuMillis: 4000, memoryMB: 8000, deployments: 20 } };

  beforeEach(() => clear(api));

  it('are there when they are put, where Location says, and are replaced', async () => {
    const { body, headers } = await api.put(path).send(casino).expect(201);
    expect(body).toEqual({ cloudId: 'edge-n', ...casino, state: 'UNKNOWN', used: NOTHING_USED, areas: [] });
    expect(headers['location']).toBe(`http://mep.test:8080${path}`);
    const replaced = await api.put(path).send(cloud({ name: 'Harbour' })).expect(200);
    expect(replaced.body).toEqual({ cloudId: 'edge-n', kind: 'FOG', name: 'Harbour', runtime: { driver: 'none' }, state: 'AVAILABLE', used: NOTHING_USED, areas: [] });
    expect((await api.get(path).expect(200, replaced.body as object)).headers['etag']).toBe(replaced.headers['etag']);
    expect((await api.put(path).send(cloud({ name: 'Harbour' })).expect(200)).headers['etag']).toBe(replaced.headers['etag']);
  });

  it.each([['CENTRAL', 'none'], ['FOG', 'docker'], ['EDGE', 'kubernetes']] as const)('of the kind %s run on %s unless they say otherwise, whatever the order', async (kind, driver) => {
    const { body } = await api.put(path).send({ address: '192.0.2.1', kind }).expect(201);
    const { state: _before, ...said } = body as Schemas['Cloud'];
    expect(said).toMatchObject({ kind, runtime: { driver } });
    const again = (await api.put(path).send({ kind, runtime: { driver }, address: '192.0.2.1' }).expect(200)).body as Schemas['Cloud'];
    expect(JSON.stringify({ ...again, state: undefined, reason: undefined })).toBe(JSON.stringify(said));
  });

  it('are listed by their ids, by kind and by state', async () => {
    await putClouds(api, 'b', 'a/1', 'B');
    await api.put(placementPath('clouds', 'c')).send(cloud({ kind: 'CENTRAL' })).expect(201);
    const idsOf = async (query: object) => ((await api.get(placementPath('clouds')).query(query).expect(200)).body as { cloudId: string }[]).map(({ cloudId }) => cloudId);
    expect(await idsOf({})).toEqual(['B', 'a/1', 'b', 'c']);
    expect(await idsOf({ kind: 'FOG' })).toEqual(['B', 'a/1', 'b']);
    expect(await idsOf({ kind: 'CENTRAL', state: 'AVAILABLE' })).toEqual(['c']);
    expect(await idsOf({ state: 'UNKNOWN' })).toEqual([]);
    await api.get(placementPath('clouds')).query({ kind: 'SKY' }).expect(400);
    await api.get(placementPath('clouds')).query({ state: 'LOST' }).expect(400);
  });

  it('ignore what only the platform sets', async () => {
    const { body } = await api.put(path).send({ ...casino, cloudId: 'other', state: 'REMOVING', used: {}, areas: ['a'], capacity: { deployments: 1 } }).expect(201);
    expect(body).toEqual({ cloudId: 'edge-n', ...casino, capacity: { deployments: 1 }, state: 'UNKNOWN', used: NOTHING_USED, areas: [] });
    const changed = { ...casino, name: 'Rock', capacity: { deployments: 1 } };
    expect((await api.put(path).send({ ...body, name: 'Rock' }).expect(200)).body).toMatchObject({ cloudId: 'edge-n', ...changed, used: NOTHING_USED, areas: [] });
  });

  it('are refused for what the document does not know, at every depth', async () => {
    const { body } = await api.put(path).send({ ...casino, adress: '192.0.2.20', capacity: { deployment: 1 } }).expect(400);
    expect(faultsIn(body).map((fault) => fault.place).sort()).toEqual(['/adress', '/capacity/deployment']);
    await api.get(path).expect(404);
  });

  it.each<[string, Partial<SentCloud>, string]>([
    ['an address that is a name', { address: 'fog.example' }, '/address'],
    ['an address with a port', { address: '192.0.2.1:80' }, '/address'],
    ['a Docker endpoint that is a path', { runtime: { driver: 'docker', endpoint: '/var/run/docker.sock' } }, '/runtime/endpoint'],
    ['a Docker endpoint without a port', { runtime: { driver: 'docker', endpoint: 'tcp://192.0.2.1' } }, '/runtime/endpoint'],
    ['an endpoint of no engine', { runtime: { driver: 'none', endpoint: 'x' } }, '/runtime/endpoint'],
    ['a platform at a path', { platform: { apiRoot: '/other' } }, '/platform/apiRoot'],
    ['a platform of another protocol', { platform: { apiRoot: 'ftp://other.example' } }, '/platform/apiRoot'],
    ['a negative capacity', { capacity: { cpuMillis: -1 } }, '/capacity/cpuMillis'],
    ['an unknown driver', { runtime: { driver: 'podman' as never } }, '/runtime/driver'],
  ])('with %s are answered 400 with the place', async (_fault, changes, place) => {
    const { body } = await api.put(path).send(cloud(changes)).expect(400);
    expect(faultsIn(body).map((fault) => fault.place)).toEqual([place]);
    expect(body.detail).toContain(`The body${place} `);
    await api.get(path).expect(404);
  });

  it.each([['docker', 'unix:///var/run/docker.sock'], ['docker', 'tcp://192.0.2.10:2375'], ['docker', 'tcp://[2001:db8::1]:2375'], ['kubernetes', 'any context']] as const)(
    'of the driver %s take the endpoint %s',
    async (driver, endpoint) => {
      expect((await api.put(path).send(cloud({ runtime: { driver, endpoint } })).expect(201)).body).toMatchObject({ runtime: { driver, endpoint } });
    },
  );

  it('tell several faults at once', async () => {
    const { body } = await api.put(path).send(cloud({ address: 'x', platform: { apiRoot: 'ftp://x' } })).expect(400);
    expect(faultsIn(body)).toEqual([
      { place: '/address', detail: 'must be an IPv4 or IPv6 address' },
      { place: '/platform/apiRoot', detail: 'must be an absolute http or https URI' },
    ]);
  });

  it('without deployments are gone at once with their links, and only with theirs', async () => {
    await putClouds(api, 'edge-n', 'fog-n', 'edge-m');
    await api.put(placementPath('links', 'l1')).send({ clouds: ['fog-n', 'edge-n'] }).expect(201);
    await api.put(placementPath('links', 'l2')).send({ clouds: ['fog-n', 'edge-m'] }).expect(201);
    await api.delete(path).expect(204);
    await api.get(path).expect(404);
    await api.get(placementPath('links', 'l1')).expect(404);
    await api.get(placementPath('links', 'l2')).expect(200);
  });

  it('that an area names have to stay, 409, until it names others', async () => {
    await putClouds(api, 'edge-n', 'fog-n');
    const area = placementPath('areas', 'a');
    await api.put(area).send({ clouds: ['edge-n'], cells: ['c'] }).expect(201);
    expect((await api.get(path).expect(200)).body).toMatchObject({ areas: ['a'] });
    expect((await api.delete(path).expect(409)).body.detail).toBe('The area a names the cloud edge-n.');
    await api.put(area).send({ clouds: ['fog-n'], cells: ['c'] }).expect(200);
    await api.delete(path).expect(204);
  });

  it('that are not there are answered 404', async () => {
    for (const sent of [api.get(path), api.delete(path)]) expect((await sent.expect(404)).body.detail).toBe('There is no cloud edge-n.');
  });

  it.each(['%2e', '%2E%2e', 'x'.repeat(256)])('of the id %s, which no URI can hold, are answered 400', async (id) => {
    const to = `${placementPath('clouds')}/${id}`;
    for (const sent of [api.put(to).send(cloud()), api.get(to), api.delete(to)]) await sent.expect(400);
  });

  it('that are not there fit no tag of If-Match', async () => {
    expect((await api.put(path).set('If-Match', '*').send(cloud()).expect(412)).body.detail).toContain('no representation yet');
    await api.get(path).expect(404);
  });
});
