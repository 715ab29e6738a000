import { executeSql } from '../../support/database-outage.js';
import { ADDRESSES, addressPath, type AddressEntry } from '../../support/handover.js';
import { peersOf } from '../../support/peers.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { describeConditionalRead, describeConditionalWrite } from '../../support/preconditions.js';
import { bodyOf } from '../../support/ran.js';
import { pathOf } from '../../support/service-management.js';
import { specAgent } from '../../support/spec-agent.js';

const CASINO = 'enb-001-01-0000c';
const STADIUM = 'gnb-001-01-0000005';
const FREE = 'gnb-001-01-00000a';

describe('the table of addresses', () => {
  let platform: TestPlatform;
  let uris: Record<string, string>;
  const api = specAgent({ get http() { return platform.http; } });

  beforeAll(async () => {
    const peers = await peersOf(['mep-harbour', 'mep-casino', 'mep-stadium'], { baseStations: { 'mep-casino': ['enb-001-01-0000C'], 'mep-stadium': [STADIUM] } });
    uris = Object.fromEntries((['mep-casino', 'mep-stadium'] as const).map((id) => [id, `https://127.0.0.1:${peers[id].port}/mp3/v1`]));
    platform = await startPlatform({ environment: peers['mep-harbour'].environment });
  });

  beforeEach(() => executeSql(platform.databaseUrl, 'DELETE FROM handover_address'));

  const shown = (baseStation: string, platformId: string, origin: AddressEntry['origin']) => ({ baseStation, platformId, mp3Uri: uris[platformId], origin });
  const configured = () => [shown(CASINO, 'mep-casino', 'CONFIGURATION'), shown(STADIUM, 'mep-stadium', 'CONFIGURATION')];
  const table = async () => bodyOf<AddressEntry[]>(await api.get(ADDRESSES).expect(200));
  const enter = (baseStation: string, platformId = 'mep-casino') => api.post(ADDRESSES).send({ baseStation, platformId });

  it('is what MEC_MP3_PEERS says at first', async () => {
    expect(await table()).toEqual(configured());
    await api.get(addressPath('enb-001-01-0000C')).expect(200, configured()[0]);
  });

  it('takes entries, which are found where Location says, digits in either case', async () => {
    const { body, headers } = await enter('gnb-001-01-00000A').expect(201);
    expect(body).toEqual(shown(FREE, 'mep-casino', 'OPERATOR'));
    expect(headers['location']).toBe(`http://mep.test:8080${addressPath(FREE)}`);
    const found = await api.get(pathOf(String(headers['location']))).expect(200, body as object);
    expect(found.headers['etag']).toBe(headers['etag']);
    await api.get(addressPath('gnb-001-01-00000A')).expect(200, body as object);
    expect((await table()).map(({ baseStation }) => baseStation)).toEqual([CASINO, STADIUM, FREE].sort());
  });

  it('has one entry of a base station that the operator enters: the next is answered 409', async () => {
    await enter(FREE).expect(201);
    expect((await enter('gnb-001-01-00000A', 'mep-stadium').expect(409)).body.detail).toContain(FREE);
    expect(await table()).toContainEqual(shown(FREE, 'mep-casino', 'OPERATOR'));
  });

  it('lets an entry of the operator cover that of MEC_MP3_PEERS, until it is removed', async () => {
    await enter(STADIUM).expect(201);
    expect(await table()).toEqual([configured()[0], shown(STADIUM, 'mep-casino', 'OPERATOR')]);
    await api.delete(addressPath(STADIUM)).expect(204);
    expect(await table()).toEqual(configured());
    await api.put(addressPath(STADIUM)).send({ baseStation: FREE, platformId: 'mep-casino' }).expect(200, shown(STADIUM, 'mep-casino', 'OPERATOR'));
    expect(await table()).toEqual([configured()[0], shown(STADIUM, 'mep-casino', 'OPERATOR')]);
  });

  it('replaces entries', async () => {
    await enter(FREE).expect(201);
    await api.put(addressPath('gnb-001-01-00000A')).send({ baseStation: FREE, platformId: 'mep-stadium', mp3Uri: 7, origin: 'nobody', colour: 'blue' }).expect(200, shown(FREE, 'mep-stadium', 'OPERATOR'));
    await api.get(addressPath(FREE)).expect(200, shown(FREE, 'mep-stadium', 'OPERATOR'));
  });

  it('cannot lose what only MEC_MP3_PEERS says: 409', async () => {
    const { body } = await api.delete(addressPath(CASINO)).expect(409);
    expect(body.detail).toBe(`The platform of ${CASINO} is set by MEC_MP3_PEERS; an entry can cover it, but it cannot be removed here.`);
  });

  it('knows nothing of others: 404', async () => {
    for (const sent of [api.get(addressPath(FREE)), api.put(addressPath(FREE)).send({ baseStation: FREE, platformId: 'mep-casino' }), api.delete(addressPath(FREE))])
      expect((await sent.expect(404)).body.detail).toContain(FREE);
  });

  it('takes no platform that is no peer: 422', async () => {
    const problem = { detail: 'The body/platformId is mep-airport, which is no peer of MEC_MP3_PEERS.' };
    expect((await enter(FREE, 'mep-airport').expect(422)).body).toMatchObject(problem);
    expect((await api.put(addressPath(CASINO)).send({ baseStation: CASINO, platformId: 'mep-airport' }).expect(422)).body).toMatchObject(problem);
    expect((await enter(FREE, 'mep-harbour').expect(422)).body.detail).toContain('mep-harbour');
    expect(await table()).toEqual(configured());
  });

  it('shows entries of a platform that is no peer any more without an address', async () => {
    await executeSql(platform.databaseUrl, `INSERT INTO handover_address (base_station, platform_id) VALUES ('${FREE}', 'mep-airport')`);
    await api.get(addressPath(FREE)).expect(200, { baseStation: FREE, platformId: 'mep-airport', origin: 'OPERATOR' });
  });

  it.each([
    ['no base station', { platformId: 'mep-casino' }, ' lacks the attribute baseStation'],
    ['no platform', { baseStation: FREE }, ' lacks the attribute platformId'],
    ['an empty platform', { baseStation: FREE, platformId: '' }, '/platformId'],
    ['a base station that is none', { baseStation: 'enb-1', platformId: 'mep-casino' }, '/baseStation'],
  ])('is not told of %s: 400', async (_what, body, place) => {
    expect((await api.post(ADDRESSES).send(body).expect(400)).body.detail).toContain(`The body${place}`);
    expect(await table()).toEqual(configured());
  });

  it.each(['enb-1', 'gnb-001-01-00003', 'enb-001-01-0000c0'])('is not asked for %s, which is no base station: 400', async (id) => {
    for (const sent of [api.get(addressPath(id)), api.put(addressPath(id)).send({ baseStation: FREE, platformId: 'mep-casino' }), api.delete(addressPath(id))])
      expect((await sent.expect(400)).body.detail).toContain('baseStation');
  });

  describe('conditionally', () => {
    beforeEach(() => enter(FREE));

    describeConditionalRead(api, { name: 'the table', path: () => ADDRESSES });
    describeConditionalRead(api, { name: 'an entry', path: () => addressPath(FREE) });
    describeConditionalRead(api, { name: 'an entry of MEC_MP3_PEERS', path: () => addressPath(CASINO) });
    describeConditionalWrite(api, { name: 'PUT of an entry', path: () => addressPath(FREE), send: (to) => api.put(to).send({ baseStation: FREE, platformId: 'mep-stadium' }), status: 200 });
    describeConditionalWrite(api, { name: 'PUT over an entry of MEC_MP3_PEERS', path: () => addressPath(CASINO), send: (to) => api.put(to).send({ baseStation: CASINO, platformId: 'mep-stadium' }), status: 200 });
    describeConditionalWrite(api, { name: 'DELETE of an entry', path: () => addressPath(FREE), send: (to) => api.delete(to), status: 204 });
  });

  it('outlives the platform', async () => {
    const { 'mep-harbour': { environment } } = await peersOf(['mep-harbour', 'mep-casino']);
    const first = await startPlatform({ environment });
    const { body } = await specAgent(first).post(ADDRESSES).send({ baseStation: FREE, platformId: 'mep-casino' }).expect(201);
    await first.stop();
    const second = await startPlatform({ environment: { ...environment, DATABASE_URL: first.databaseUrl } });
    await specAgent(second).get(ADDRESSES).expect(200, [body]);
  });
});
