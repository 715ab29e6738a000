import { clear, faultsIn, placementPath, putClouds, SEED_CLOUDS } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

describe('links of clouds', () => {
  const { api } = usePlatform();
  const path = placementPath('links', 'fog-n-edge-n');
  const put = (clouds: string[], distance?: number, to = path) => api.put(to).send({ clouds, ...(distance !== undefined && { distance }) });

  beforeEach(async () => {
    await clear(api);
    await putClouds(api, ...SEED_CLOUDS);
  });

  it('are there when they are put, the smaller cloud first, and are replaced', async () => {
    const { body, headers } = await put(['fog-n', 'edge-n'], 2.5).expect(201);
    expect(body).toEqual({ linkId: 'fog-n-edge-n', clouds: ['edge-n', 'fog-n'], distance: 2.5 });
    expect(headers['location']).toBe(`http://mep.test:8080${path}`);
    expect((await api.get(path).expect(200, body as object)).headers['etag']).toBe(headers['etag']);
    expect((await put(['edge-n', 'fog-n'], 2.5).expect(200)).headers['etag']).toBe(headers['etag']);
    expect((await put(['edge-n', 'edge-m']).expect(200)).body).toEqual({ linkId: 'fog-n-edge-n', clouds: ['edge-m', 'edge-n'], distance: 1 });
  });

  it('are listed by their ids, and by cloud', async () => {
    await put(['fog-n', 'edge-n'], 1, placementPath('links', 'b')).expect(201);
    await put(['edge-m', 'edge-n'], 0, placementPath('links', 'a')).expect(201);
    const idsOf = async (query: object) => ((await api.get(placementPath('links')).query(query).expect(200)).body as { linkId: string }[]).map(({ linkId }) => linkId);
    expect(await idsOf({})).toEqual(['a', 'b']);
    expect(await idsOf({ cloudId: 'edge-n' })).toEqual(['a', 'b']);
    expect(await idsOf({ cloudId: 'fog-n' })).toEqual(['b']);
    expect(await idsOf({ cloudId: 'edge-1' })).toEqual([]);
    await api.get(placementPath('links')).query({ cloudId: '' }).expect(400);
  });

  it('of clouds that are not there are answered 422 with the place of each', async () => {
    const { body } = await put(['fog-x', 'edge-x']).expect(422);
    expect(faultsIn(body)).toEqual([{ place: '/clouds/0', detail: 'is fog-x, which is no cloud' }, { place: '/clouds/1', detail: 'is edge-x, which is no cloud' }]);
    expect(faultsIn((await put(['fog-n', 'edge-x']).expect(422)).body)).toEqual([{ place: '/clouds/1', detail: 'is edge-x, which is no cloud' }]);
    await api.get(path).expect(404);
  });

  it('of clouds that have another one are answered 409, in whatever order', async () => {
    await put(['fog-n', 'edge-n']).expect(201);
    expect((await put(['edge-n', 'fog-n'], 3, placementPath('links', 'second')).expect(409)).body.detail).toBe('The clouds edge-n and fog-n have the link fog-n-edge-n.');
    await api.get(placementPath('links', 'second')).expect(404);
    await api.delete(path).expect(204);
    await put(['edge-n', 'fog-n'], 3, placementPath('links', 'second')).expect(201);
  });

  it.each<[string, object, string]>([
    ['one cloud', { clouds: ['fog-n'] }, '/clouds'],
    ['three clouds', { clouds: ['fog-n', 'edge-n', 'edge-m'] }, '/clouds'],
    ['a cloud and itself', { clouds: ['fog-n', 'fog-n'] }, '/clouds'],
    ['no clouds', { distance: 1 }, ''],
    ['a distance beyond 10^9', { clouds: ['fog-n', 'edge-n'], distance: 1_000_000_001 }, '/distance'],
    ['a misspelt attribute', { clouds: ['fog-n', 'edge-n'], length: 2 }, '/length'],
    ['a negative distance', { clouds: ['fog-n', 'edge-n'], distance: -1 }, '/distance'],
  ])('with %s are answered 400', async (_fault, sent, place) => {
    expect(faultsIn((await api.put(path).send(sent).expect(400)).body).map((fault) => fault.place)).toEqual([place]);
  });

  it('that are not there are answered 404', async () => {
    for (const sent of [api.get(path), api.delete(path)]) expect((await sent.expect(404)).body.detail).toBe('There is no link fog-n-edge-n.');
  });
});
