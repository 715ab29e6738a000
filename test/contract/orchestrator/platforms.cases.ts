import { baseStationPath, baseStationsAt, casino, ORCHESTRATOR, platformPath, platformsAt, register } from '../../support/orchestrator.js';
import { enb, load, ranPath } from '../../support/ran.js';
import { pathOf } from '../../support/service-management.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const OWN = 'mep-harbour';

describe('platforms of the orchestrator', () => {
  const clock = new TestClock();
  const { api } = usePlatform({ clock, environment: { MEC_PLATFORM_ID: OWN, MEC_PLATFORM_NAME: 'Harbour', MEC_BASE_STATIONS: 'enb-1' } });
  const idsOfPlatforms = async () => (await platformsAt(api)).map(({ platformId }) => platformId);
  const own = { platformId: OWN, platformName: 'Harbour', baseStations: ['enb-001-01-00001'], own: true, registeredAt: new Date(clock.now()).toISOString() };

  beforeEach(async () => {
    await load(api);
    for (const { platformId } of await platformsAt(api)) if (platformId !== OWN) await api.delete(platformPath(platformId)).expect(204);
  });

  it('are this one at first, with those of its base stations that are its own', async () => {
    expect(await platformsAt(api)).toEqual([own]);
    await api.get(platformPath(OWN)).expect(200, own);
    expect(await baseStationsAt(api)).toEqual([['enb-001-01-00001', OWN]]);
    await api.get(baseStationPath('enb-001-01-00001')).expect(200, { baseStation: 'enb-001-01-00001', platformId: OWN, platformName: 'Harbour' });
  });

  it('show what changes in the radio network at once', async () => {
    await load(api, { baseStations: [], cells: [], ues: [] });
    expect(await baseStationsAt(api)).toEqual([]);
    await api.post(ranPath('base_stations')).send(enb({ nodeId: 'ABCDE', plmn: { mcc: '262', mnc: '042' } })).expect(201);
    expect(await baseStationsAt(api)).toEqual([['enb-262-042-abcde', OWN]]);
  });

  it('are registered, and are found where Location says', async () => {
    const { body, headers } = await register(api, 'mep/casino').expect(201);
    expect(body).toEqual({ ...casino(), platformId: 'mep/casino', own: false, registeredAt: new Date(clock.now()).toISOString() });
    expect(headers['location']).toBe(`http://mep.test:8080${platformPath('mep/casino')}`);
    const found = await api.get(pathOf(String(headers['location']))).expect(200, body as object);
    expect(found.headers['etag']).toBe(headers['etag']);
  });

  it('are found by their base stations, digits in either case', async () => {
    await register(api, 'mep-casino', casino({ baseStations: ['gnb-001-01-00000A', 'enb-001-01-0000b'] })).expect(201);
    const { body } = await api.get(baseStationPath('gnb-001-01-00000a')).expect(200);
    expect(body).toEqual({ baseStation: 'gnb-001-01-00000a', platformId: 'mep-casino', platformName: 'Casino', mp3Uri: casino().mp3Uri });
    await api.get(baseStationPath('gnb-001-01-00000A')).expect(200, body as object);
    expect((await api.get(baseStationPath('enb-001-01-00009')).expect(404)).body.detail).toBe('No platform stands at enb-001-01-00009.');
  });

  it('are listed in the order in which they were first registered, this one first, and base stations by their ids', async () => {
    await register(api, 'z', casino({ baseStations: ['enb-001-01-00004'] })).expect(201);
    await register(api, 'a', casino({ baseStations: ['enb-001-01-00003'] })).expect(201);
    await register(api, 'z', casino({ baseStations: ['enb-001-01-00005', 'enb-001-01-00002'] })).expect(200);
    expect(await idsOfPlatforms()).toEqual([OWN, 'z', 'a']);
    expect(await baseStationsAt(api)).toEqual([['enb-001-01-00001', OWN], ['enb-001-01-00002', 'z'], ['enb-001-01-00003', 'a'], ['enb-001-01-00005', 'z']]);
    const ofOne = await api.get(`${ORCHESTRATOR}/base_stations?platform=z`).expect(200);
    expect((ofOne.body as { baseStation: string }[]).map(({ baseStation }) => baseStation)).toEqual(['enb-001-01-00002', 'enb-001-01-00005']);
    await api.get(`${ORCHESTRATOR}/base_stations?platform=nobody`).expect(200, []);
  });

  it('are replaced, and take no handovers without an mp3Uri', async () => {
    await register(api, 'mep-casino').expect(201);
    const { body } = await register(api, 'mep-casino', { platformName: 'Casino', baseStations: [] }).expect(200);
    expect(body).toEqual({ platformId: 'mep-casino', platformName: 'Casino', baseStations: [], own: false, registeredAt: expect.any(String) });
    expect(await baseStationsAt(api)).toEqual([['enb-001-01-00001', OWN]]);
  });

  it('that say the same again change nothing', async () => {
    const first = await register(api, 'mep-casino', casino({ baseStations: ['enb-001-01-0000a'] })).expect(201);
    await clock.advance(60_000);
    const again = await register(api, 'mep-casino', casino({ baseStations: ['enb-001-01-0000A'] })).expect(200, first.body as object);
    expect(again.headers['etag']).toBe(first.headers['etag']);
    await register(api, 'mep-casino', casino({ platformName: 'Grand Casino' })).expect(200);
    expect((await platformsAt(api))[1]).toMatchObject({ platformName: 'Grand Casino', registeredAt: new Date(clock.now()).toISOString() });
  });

  it('send along what only the orchestrator sets, and more, which is ignored', async () => {
    const { body } = await register(api, 'mep-casino', { ...casino(), own: true, platformId: 'other', registeredAt: 7, colour: 'blue' } as never).expect(201);
    expect(body).toEqual({ ...casino(), platformId: 'mep-casino', own: false, registeredAt: expect.any(String) });
  });

  it('that want the base station of another are answered 409', async () => {
    await register(api, 'mep-casino', casino({ baseStations: ['gnb-001-01-00000A'] })).expect(201);
    const taken = await register(api, 'mep-stadium', casino({ baseStations: ['enb-001-01-00007', 'gnb-001-01-00000a'] })).expect(409);
    expect(taken.body.detail).toBe('The body/baseStations/1 is gnb-001-01-00000a, at which the platform mep-casino stands.');
    const ofThisOne = await register(api, 'mep-stadium', casino({ baseStations: ['enb-001-01-00001'] })).expect(409);
    expect(ofThisOne.body.detail).toBe(`The body/baseStations/0 is enb-001-01-00001, at which the platform ${OWN} stands.`);
    expect(await idsOfPlatforms()).toEqual([OWN, 'mep-casino']);
    await register(api, 'mep-stadium', casino({ baseStations: ['enb-001-01-00007'] })).expect(201);
  });

  it('give a base station up to another by saying so', async () => {
    await register(api, 'mep-casino').expect(201);
    await register(api, 'mep-casino', casino({ baseStations: [] })).expect(200);
    await register(api, 'mep-stadium').expect(201);
    await api.delete(platformPath('mep-stadium')).expect(204);
    await register(api, 'mep-casino').expect(200);
  });

  it('have a base station no more that has become one of this platform', async () => {
    await register(api, 'mep-casino').expect(201);
    await load(api, { baseStations: [enb({ nodeId: '00002' })], cells: [], ues: [] });
    expect(await baseStationsAt(api)).toEqual([['enb-001-01-00002', OWN], ['gnb-001-01-000003', 'mep-casino']]);
    await register(api, 'mep-casino', casino({ platformName: 'again' })).expect(409);
  });

  it('know themselves: the id of the one that is asked is answered 409', async () => {
    const problem = { detail: `The platform ${OWN} is this one; its base stations are those of MEC_BASE_STATIONS.` };
    expect((await register(api, OWN).expect(409)).body).toMatchObject(problem);
    expect((await api.delete(platformPath(OWN)).expect(409)).body).toMatchObject(problem);
  });

  it('are gone when they are removed', async () => {
    await register(api, 'mep-casino').expect(201);
    await api.delete(platformPath('mep-casino')).expect(204);
    expect((await api.get(platformPath('mep-casino')).expect(404)).body.detail).toContain('mep-casino');
    await api.get(baseStationPath('enb-001-01-00002')).expect(404);
    await api.delete(platformPath('mep-casino')).set('If-Match', '"other"').expect(404);
  });

  it.each([
    ['no name', { ...casino(), platformName: undefined }, ' lacks the attribute platformName'],
    ['an empty name', casino({ platformName: '' }), '/platformName'],
    ['an Mp3 without TLS', casino({ mp3Uri: 'http://10.9.0.2:8443/mp3/v1' }), '/mp3Uri must be an absolute https URI'],
    ['an Mp3 that is no URI', casino({ mp3Uri: 'casino' }), '/mp3Uri'],
    ['an Mp3 without a host', casino({ mp3Uri: 'https:' }), '/mp3Uri'],
    ['no list of base stations', { ...casino(), baseStations: undefined }, ' lacks the attribute baseStations'],
    ['an eNB of six digits', casino({ baseStations: ['enb-001-01-000002'] }), '/baseStations/0'],
    ['a gNB of five digits', casino({ baseStations: ['enb-001-01-00002', 'gnb-001-01-00003'] }), '/baseStations/1'],
    ['a gNB of nine digits', casino({ baseStations: ['gnb-001-01-000000003'] }), '/baseStations/0'],
    ['a base station twice', casino({ baseStations: ['enb-001-01-0000a', 'enb-001-01-00002', 'enb-001-01-0000A'] }), '/baseStations/2 repeats enb-001-01-0000a'],
  ])('with %s are answered 400', async (_fault, body, place) => {
    expect((await register(api, 'mep-casino', body as never).expect(400)).body.detail).toContain(`The body${place}`);
    expect(await idsOfPlatforms()).toEqual([OWN]);
  });

  it.each(['%2e', '%2E%2e', 'x'.repeat(256), 'a%00b'])('of the id %s, which no URI can hold, are answered 400', async (id) => {
    for (const sent of [api.put(`${ORCHESTRATOR}/platforms/${id}`).send(casino()), api.get(`${ORCHESTRATOR}/platforms/${id}`), api.delete(`${ORCHESTRATOR}/platforms/${id}`)]) await sent.expect(400);
    expect(await idsOfPlatforms()).toEqual([OWN]);
  });

  it.each(['enb-1', 'enb-001-01-000002', 'gnb-001-01-00003', 'xnb-001-01-00003'])('are not asked for by %s, which is no base station: 400', async (id) => {
    expect((await api.get(baseStationPath(id)).expect(400)).body.detail).toContain('baseStation');
  });
});
