import request from 'supertest';
import { EVENTS, HANDOVER_ACTIONS, READS, WRITES } from '../../support/ran-uses.js';
import { load, RAN, ranPath, read } from '../../support/ran.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { UNADDRESSABLE_IDS } from '../../support/unaddressable-ids.js';
import { usePlatform } from '../../support/use-platform.js';

const FEED: Use = { method: 'get', name: 'the feed', path: () => ranPath('feed') };

describe('refusals of the radio network', () => {
  const { platform, api, application } = usePlatform();
  const uses = [...READS, ...WRITES, ...HANDOVER_ACTIONS];
  let before: unknown;

  beforeAll(async () => {
    await load(api);
    await api.post(ranPath('handovers')).send({ ue: 'car-1', targetCells: ['harbour-2'] }).expect(201);
    before = await read(api, 'snapshot');
  });

  it('every operation of the document is among those that are tried here', () => {
    expect([...uses, EVENTS, FEED]).toHaveLength(39);
  });

  describeRefusals(api, uses, application);
  describeNegotiation(api, READS, application);

  it.each([EVENTS, FEED])('$method of $name with an unknown query parameter: 400', async ({ method, path }) => {
    expect((await api[method](`${path(application)}?colour=blue`).expect(400)).body.detail).toContain('colour');
  });

  it('events in another media type: 415', async () => {
    await api.post(EVENTS.path(application)).set('Content-Type', 'text/plain').send('[]').expect(415);
  });

  it.each(UNADDRESSABLE_IDS)('of an id that no URI can hold: %s', async (_name, id) => {
    for (const { method, path, body } of WRITES.filter(({ method, name }) => method === 'post' && /base stations|cells|UEs/.test(name)))
      await api[method](path(application)).send({ ...body!(), id }).expect(400);
  });

  it.each<[keyof SpecAgent, string, string]>([
    ['post', 'the PLMNs', ranPath('plmns')],
    ['delete', 'the base stations', ranPath('base_stations')],
    ['patch', 'a cell', ranPath('cells', 'harbour-1')],
    ['put', 'the state of a UE', ranPath('ues', 'car-1', 'state')],
    ['delete', 'a handover', ranPath('handovers', 'handover-1')],
    ['get', 'reset', ranPath('reset')],
    ['get', 'the events', ranPath('events')],
    ['post', 'the feed', ranPath('feed')],
  ])('%s of %s is answered 405', async (method, _name, path) => {
    expect((await api[method](path).expect(405)).headers['allow']).toMatch(/GET|POST/);
  });

  it.each(['', 'cells/', 'cell', 'ues//state', 'feed/x'])('the unknown path "%s" is answered 404', async (path) => {
    await api.get(`${RAN}/${path}`).expect(404);
  });

  it('another version is answered 404', async () => {
    await request(platform.http).get('/ran/v2/cells').expect(404).expect('Content-Type', 'application/problem+json');
  });

  it('nothing of what was refused has changed anything', async () => {
    expect(await read(api, 'snapshot')).toEqual(before);
  });
});
