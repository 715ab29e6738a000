import { clear, faultsIn, placementPath, putClouds, SEED_CLOUDS } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

const RING = [[7.41, 43.73], [7.42, 43.73], [7.42, 43.74], [7.41, 43.73]];
const polygon = (...coordinates: number[][][]) => ({ type: 'Polygon', coordinates });

describe('areas of clouds', () => {
  const { api } = usePlatform();
  const path = placementPath('areas', 'b');
  const harbour = { name: 'Harbour', clouds: ['fog-n'], cells: ['harbour-1', 'harbour-2'] };
  const oldTown = { clouds: ['fog-n', 'edge-1'], polygon: polygon(RING) };

  beforeEach(async () => {
    await clear(api);
    await putClouds(api, ...SEED_CLOUDS);
  });

  it('are there when they are put, where Location says, and are replaced', async () => {
    const { body, headers } = await api.put(path).send(harbour).expect(201);
    expect(body).toEqual({ areaId: 'b', ...harbour });
    expect(headers['location']).toBe(`http://mep.test:8080${path}`);
    expect((await api.get(path).expect(200, body as object)).headers['etag']).toBe(headers['etag']);
    expect((await api.put(path).send({ ...harbour, areaId: 'x' }).expect(200)).headers['etag']).toBe(headers['etag']);
    expect((await api.put(path).send(oldTown).expect(200)).body).toEqual({ areaId: 'b', ...oldTown });
    await api.delete(path).expect(204);
    await api.get(path).expect(404);
  });

  it('are the stored table of the seed: a → edge cloud n, b → fog cloud n, c → edge cloud 1', async () => {
    for (const [area, cloudId] of [['a', 'edge-n'], ['c', 'edge-1'], ['b', 'fog-n']] as const) await api.put(placementPath('areas', area)).send({ clouds: [cloudId], cells: [`cell-${area}`] }).expect(201);
    const tableOf = async (query: object) => ((await api.get(placementPath('areas')).query(query).expect(200)).body as { areaId: string; clouds: string[] }[]).map(({ areaId, clouds }) => [areaId, ...clouds]);
    expect(await tableOf({})).toEqual([['a', 'edge-n'], ['b', 'fog-n'], ['c', 'edge-1']]);
    expect(await tableOf({ cloudId: 'fog-n' })).toEqual([['b', 'fog-n']]);
    expect(await tableOf({ cloudId: 'edge-m' })).toEqual([]);
    await api.get(placementPath('areas')).query({ cloudId: '' }).expect(400);
  });

  it('of clouds that are not there are answered 422 with the place of each', async () => {
    const { body } = await api.put(path).send({ clouds: ['fog-n', 'fog-x'], cells: ['c'] }).expect(422);
    expect(faultsIn(body)).toEqual([{ place: '/clouds/1', detail: 'is fog-x, which is no cloud' }]);
    await api.get(path).expect(404);
  });

  it.each<[string, object, string]>([
    ['both cells and a polygon', { ...harbour, polygon: polygon(RING) }, '/polygon'],
    ['neither cells nor a polygon', { clouds: ['fog-n'] }, '/cells'],
    ['a ring that does not end where it begins', { clouds: ['fog-n'], polygon: polygon(RING, [...RING.slice(1), [7, 43]]) }, '/polygon/coordinates/1'],
    ['a latitude before its longitude', { clouds: ['fog-n'], polygon: polygon([[43, 107], [44, 107], [44, 108], [43, 107]]) }, '/polygon/coordinates/0/0'],
    ['a longitude beyond 180 degrees', { clouds: ['fog-n'], polygon: polygon(RING, [[0, 0], [180, 0], [180.1, 1], [0, 0]]) }, '/polygon/coordinates/1/2'],
    ['a ring without area', { clouds: ['fog-n'], polygon: polygon([[7.1, 43.1], [7.2, 43.2], [7.4, 43.4], [7.1, 43.1]]) }, '/polygon/coordinates/0'],
    ['a ring that stays where it is', { clouds: ['fog-n'], polygon: polygon([[7, 43], [7, 43], [7, 43], [7, 43]]) }, '/polygon/coordinates/0'],
    ['a ring that goes there and back', { clouds: ['fog-n'], polygon: polygon([[7, 43], [8, 43], [8, 44], [8, 43], [7, 43]]) }, '/polygon/coordinates/0'],
    ['a misspelt attribute', { ...harbour, cell: ['c'] }, '/cell'],
    ['a ring of three positions', { clouds: ['fog-n'], polygon: polygon(RING.slice(1)) }, '/polygon/coordinates/0'],
    ['no cloud', { ...harbour, clouds: [] }, '/clouds'],
    ['a cloud twice', { ...harbour, clouds: ['fog-n', 'fog-n'] }, '/clouds'],
    ['a cell twice', { ...harbour, cells: ['c', 'c'] }, '/cells'],
  ])('with %s are answered 400 with the place', async (_fault, sent, place) => {
    expect(faultsIn((await api.put(path).send(sent).expect(400)).body).map((fault) => fault.place)).toEqual([place]);
    await api.get(path).expect(404);
  });

  it('may be a metre wide', async () => {
    const metre = [[7.41, 43.73], [7.41001, 43.73], [7.41001, 43.73001], [7.41, 43.73]];
    await api.put(path).send({ clouds: ['fog-n'], polygon: polygon(metre) }).expect(201);
    await api.put(path).send({ clouds: ['fog-n'], polygon: polygon([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]) }).expect(200);
  });

  it('that are not there are answered 404', async () => {
    for (const sent of [api.get(path), api.delete(path)]) expect((await sent.expect(404)).body.detail).toBe('There is no area b.');
  });
});
