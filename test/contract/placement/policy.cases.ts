import { faultsIn, placementPath } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

const DEFAULTS = { neighbours: 'TOPOLOGY', count: 1, destruction: 'keepWhileAdjacent', keepFor: 30_000, outsideFor: 60_000, startWithin: 120_000, tries: 5, maxTasks: 2 };

describe('the policy of placement', () => {
  const { api } = usePlatform();
  const path = placementPath('policy');

  beforeEach(async () => {
    await api.put(path).send({}).expect(200, DEFAULTS);
  });

  it('has the defaults of the document', async () => {
    await api.get(path).expect(200, DEFAULTS);
  });

  it('is set as a whole: what is left out has its default', async () => {
    const { body, headers } = await api.put(path).send({ neighbours: 'DISTANCE', threshold: 2.5, keepFor: 0 }).expect(200);
    expect(body).toEqual({ ...DEFAULTS, neighbours: 'DISTANCE', threshold: 2.5, keepFor: 0 });
    expect((await api.get(path).expect(200, body as object)).headers['etag']).toBe(headers['etag']);
    expect((await api.put(path).send({ neighbours: 'NEAREST', count: 3 }).expect(200)).body).toEqual({ ...DEFAULTS, neighbours: 'NEAREST', count: 3 });
  });

  it.each<[string, object, string]>([
    ['DISTANCE without a threshold', { neighbours: 'DISTANCE' }, '/threshold'],
    ['a threshold with NEAREST', { neighbours: 'NEAREST', threshold: 1 }, '/threshold'],
    ['a threshold with the default', { threshold: 1 }, '/threshold'],
    ['an unknown destruction', { destruction: 'never' }, '/destruction'],
    ['a threshold beyond 10^9', { neighbours: 'DISTANCE', threshold: 1_000_000_001 }, '/threshold'],
    ['a misspelt attribute', { keepfor: 0 }, '/keepfor'],
    ['no try', { tries: 0 }, '/tries'],
  ])('with %s is answered 400 with the place', async (_fault, sent, place) => {
    expect(faultsIn((await api.put(path).send(sent).expect(400)).body).map((fault) => fault.place)).toEqual([place]);
    await api.get(path).expect(200, DEFAULTS);
  });
});
