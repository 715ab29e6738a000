import { clear, faultsIn, placementPath, putClouds } from '../../support/placement/placement.js';
import { registration, SERVICES_PATH } from '../../support/process-registry.js';
import { usePlatform } from '../../support/use-platform.js';

/** What JSON.parse reads as Infinity, and JSON.stringify writes as null. */
const HUGE = '1e400';
const withHuge = (content: object) => JSON.stringify(content).replace('"@"', HUGE);

describe('numbers that are not finite', () => {
  const { api } = usePlatform();
  const link = { clouds: ['fog-n', 'edge-n'], distance: '@' };
  const area = { clouds: ['fog-n'], polygon: { type: 'Polygon', coordinates: [[[7, 43], ['@', 43], [8, 44], [7, 43]]] } };

  beforeAll(async () => {
    await clear(api);
    await putClouds(api, 'fog-n', 'edge-n');
  });

  it.each<[string, 'put' | 'post', string, object, string]>([
    ['the policy', 'put', placementPath('policy'), { neighbours: 'DISTANCE', threshold: '@' }, '/threshold'],
    ['a link', 'put', placementPath('links', 'long'), link, '/distance'],
    ['an area', 'put', placementPath('areas', 'large'), area, '/polygon/coordinates/0/1/0'],
    ['a service of MEC 011', 'post', SERVICES_PATH, { ...registration('huge'), livenessInterval: '@' }, '/livenessInterval'],
    ['what a service of MEC 011 says in its own way', 'post', SERVICES_PATH, { ...registration('huge'), transportInfo: { ...registration('huge').transportInfo, implSpecificInfo: { rates: ['@'] } } }, '/transportInfo/implSpecificInfo/rates/0'],
  ])('are refused with their place in %s', async (_what, method, path, content, place) => {
    const before = method === 'put' ? (await api.get(path)).text : undefined;
    const { body } = await api[method](path).set('Content-Type', 'application/json').send(withHuge(content)).expect(400);
    expect(faultsIn(body)).toEqual([{ place, detail: 'must be a finite number' }]);
    if (method === 'put') expect((await api.get(path)).text).toBe(before);
  });
});
