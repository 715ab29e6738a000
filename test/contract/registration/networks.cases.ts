import { gnb, guti, load, network, PLMN, REGISTRATION, registrationPath, slice, slices, SUPI, type Network, type Schemas } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

type Fault = { place: string; detail: string };

const set = (number: 1 | 2, changes: Partial<Schemas['AmfSet']> = {}) => ({ ...network().amfSets[number - 1]!, ...changes });
const sets = (first: Partial<Schemas['AmfSet']>, second: Partial<Schemas['AmfSet']> = {}) => ({ amfSets: [set(1, first), set(2, second)] });
const node = (bitLength: number, gNBValue: string) => ({ globalRanNodeId: { plmnId: PLMN, gNbId: { bitLength, gNBValue } } });

describe('networks of registrations', () => {
  const { api } = usePlatform();
  const path = registrationPath();
  const put = (changes: Partial<Network> = {}) => api.put(path).send(network(changes));

  beforeEach(async () => {
    await api.delete(path);
  });

  it('are there when they are put, where Location says, and are replaced', async () => {
    const { body, headers } = await put().expect(201);
    expect(body).toEqual({ ...network(), id: 'sliced' });
    expect(headers['location']).toBe(`http://mep.test:8080${path}`);
    const read = await api.get(path).expect(200, body as object);
    expect(read.headers['etag']).toBe(headers['etag']);
    expect((await put({ name: 'Four slices' }).expect(200)).body).toMatchObject({ name: 'Four slices' });
    expect((await put({ name: 'Four slices' }).expect(200)).headers['etag']).toBe((await api.get(path)).headers['etag']);
  });

  it('are listed by their ids, and are gone when they are removed', async () => {
    await api.get(`${REGISTRATION}/networks`).expect(200, []);
    await put().expect(201);
    await api.put(`${REGISTRATION}/networks/a%2Fb`).send(network()).expect(201);
    const { body } = await api.get(`${REGISTRATION}/networks`).expect(200);
    expect((body as { id: string }[]).map(({ id }) => id)).toEqual(['a/b', 'sliced']);
    for (const id of ['sliced', 'a%2Fb']) await api.delete(`${REGISTRATION}/networks/${id}`).expect(204);
    await api.get(`${REGISTRATION}/networks`).expect(200, []);
  });

  it('that are not there are answered 404', async () => {
    for (const sent of [api.get(path), api.delete(path), api.get(registrationPath('scenario'))]) expect((await sent.expect(404)).body.detail).toBe('There is no network sliced.');
  });

  it('send along what only the platform sets, which is ignored', async () => {
    expect((await api.put(path).send({ ...network(), id: 'other' }).expect(201)).body).toEqual({ ...network(), id: 'sliced' });
  });

  it('with attributes that the document does not know are answered 400 with the place of each, at every depth', async () => {
    const [first, second] = network().gnbs;
    const sent = { ...network({ gnbs: [first!, { ...second!, defaultAMF: 'AMF1' } as never] }), reachabillity: [] };
    const { body } = await api.put(path).send(sent).expect(400);
    expect((body as { faults: { place: string }[] }).faults.map(({ place }) => place)).toEqual(['/reachabillity', '/gnbs/1/defaultAMF']);
    await api.get(path).expect(404);
  });

  it('write hexadecimal digits in lower case, so that what is the same is written the same', async () => {
    const plmn = { amfSets: [{ id: '460-00-0A-00A', snssais: [{ sst: 1, sd: 'ABCDEF' }], amfs: [{ id: 'Amf', amfId: '0A0281' }] }], reachability: [] };
    const gnbs = [gnb(1, { ...node(24, '00000A'), tac: 'ABCD', snssais: [{ sst: 1, sd: 'ABCdef' }], defaultAmf: 'Amf' })];
    const { body } = await put({ ...plmn, gnbs, subscriptions: [] }).expect(201);
    expect(body).toMatchObject({
      amfSets: [{ id: '460-00-0a-00a', snssais: [{ sd: 'abcdef' }], amfs: [{ id: 'Amf', amfId: '0a0281' }] }],
      gnbs: [{ globalRanNodeId: { gNbId: { gNBValue: '00000a' } }, tac: 'abcd', snssais: [{ sd: 'abcdef' }] }],
    });
  });

  it.each<[string, Partial<Network>, string]>([
    ['an S-NSSAI in two AMF sets', sets({}, { snssais: slices(3, 2) }), '/amfSets/1/snssais/1'],
    ['an S-NSSAI twice in one', sets({ snssais: slices(1, 1) }), '/amfSets/0/snssais/1'],
    ['no SD in one set and FFFFFF in another, which is the same', sets({ snssais: [{ sst: 2 }] }, { snssais: [{ sst: 2, sd: 'FFFFFF' }] }), '/amfSets/1/snssais/0'],
    ['two AMF sets of one id', sets({}, { id: '460-00-01-001' }), '/amfSets/1/id'],
    ['two AMF sets of one AMF Set ID in two regions', sets({}, { id: '460-00-02-001' }), '/amfSets/1/id'],
    ['an AMF set of another PLMN', sets({}, { id: '460-01-01-002' }), '/amfSets/1/id'],
    ['an AMF of another set', sets({}, { amfs: [{ id: 'AMF3', amfId: '010041' }] }), '/amfSets/1/amfs/0/amfId'],
    ['two AMFs of one identifier', sets({ amfs: [{ id: 'AMF1', amfId: '010041' }, { id: 'AMF2', amfId: '010041' }] }), '/amfSets/0/amfs/1/amfId'],
    ['two AMFs of one id', sets({}, { amfs: [{ id: 'AMF1', amfId: '010081' }] }), '/amfSets/1/amfs/0/id'],
    ['an AMF with the id of a gNB', sets({}, { amfs: [{ id: 'gNB1', amfId: '010081' }] }), '/amfSets/1/amfs/0/id'],
    ['an AMF with the name of the NSSF', sets({}, { amfs: [{ id: 'NSSF', amfId: '010081' }] }), '/amfSets/1/amfs/0/id'],
    ['a gNB with the name of a UE', { gnbs: [gnb(1, { id: 'UE car-1' })] }, '/gnbs/0/id'],
    ['two gNBs of one id', { gnbs: [gnb(1), gnb(2, { id: 'gNB1' })] }, '/gnbs/1/id'],
    ['two gNBs of one identity', { gnbs: [gnb(1), gnb(2, node(24, '000001'))] }, '/gnbs/1/globalRanNodeId'],
    ['a gNB identity with too few digits', { gnbs: [gnb(1, node(28, '000001'))] }, '/gnbs/0/globalRanNodeId/gNbId/gNBValue'],
    ['a gNB identity that does not fit its bits', { gnbs: [gnb(1, node(22, '400000'))] }, '/gnbs/0/globalRanNodeId/gNbId/gNBValue'],
    ['a gNB with an unknown default AMF', { gnbs: [gnb(1), gnb(2, { defaultAmf: 'AMF9' })] }, '/gnbs/1/defaultAmf'],
    ['a gNB with an S-NSSAI twice', { gnbs: [gnb(1, { snssais: slices(1, 2, 1) })] }, '/gnbs/0/snssais/2'],
    ['an unknown AMF set that can be reached', { reachability: [{ one: '460-00-01-001', other: '460-00-01-003' }] }, '/reachability/0/other'],
    ['an AMF set that reaches itself', { reachability: [{ one: '460-00-01-001', other: '460-00-01-001' }] }, '/reachability/0/other'],
    ['a SUPI with two subscriptions', { subscriptions: [{ supi: SUPI, singleNssais: slices(1) }, { supi: SUPI, singleNssais: slices(2) }] }, '/subscriptions/1/supi'],
    ['a default S-NSSAI that is not subscribed', { subscriptions: [{ supi: SUPI, singleNssais: slices(1), defaultSingleNssais: slices(1, 3) }] }, '/subscriptions/0/defaultSingleNssais/1'],
    ['a Configured NSSAI with an S-NSSAI twice', { nssf: { configuredNssai: slices(1, 1) } }, '/nssf/configuredNssai/1'],
  ])('with %s are answered 422 with the place', async (_fault, changes, place) => {
    const { body } = await put(changes).expect(422);
    expect((body as { faults: Fault[] }).faults.map((fault) => fault.place)).toContain(place);
    expect(body.detail).toContain(`The body${(body as { faults: Fault[] }).faults[0]!.place} `);
    await api.get(path).expect(404);
  });

  it('with several faults are told all of them', async () => {
    const { body } = await put({ gnbs: [gnb(1, { defaultAmf: 'AMF8' }), gnb(2, { defaultAmf: 'AMF9' })] }).expect(422);
    expect((body as { faults: Fault[] }).faults).toEqual([
      { place: '/gnbs/0/defaultAmf', detail: 'is AMF8, which no AMF set has' },
      { place: '/gnbs/1/defaultAmf', detail: 'is AMF9, which no AMF set has' },
    ]);
  });

  it.each<[string, Partial<Network>, string]>([
    ['a malformed SD', { gnbs: [gnb(1, { snssais: [{ sst: 1, sd: '00001' }] })] }, '/gnbs/0/snssais/0/sd'],
    ['an SST beyond a byte', { gnbs: [gnb(1, { snssais: [{ sst: 256 }] })] }, '/gnbs/0/snssais/0/sst'],
    ['no gNB', { gnbs: [] }, '/gnbs'],
    ['an AMF set that serves nothing', sets({ snssais: [] }), '/amfSets/0/snssais'],
    ['an AMF set id with a set beyond 10 bits', sets({ id: '460-00-01-400' }), '/amfSets/0/id'],
    ['an AMF id of five digits', sets({ amfs: [{ id: 'AMF1', amfId: '01004' }] }), '/amfSets/0/amfs/0/amfId'],
    ['an id that no URI holds', { gnbs: [gnb(1, { id: '..' })] }, '/gnbs/0/id'],
    ['a SUPI of letters', { subscriptions: [{ supi: 'imsi-abcdef', singleNssais: [slice(1)] }] }, '/subscriptions/0/supi'],
    ['a tracking area code of five digits', { gnbs: [gnb(1, { tac: '00001' })] }, '/gnbs/0/tac'],
  ])('with %s are answered 400 with the place', async (_fault, changes, place) => {
    expect((await put(changes).expect(400)).body.detail).toContain(`The body${place} `);
    await api.get(path).expect(404);
  });

  it('that lack what their UEs name are answered 409', async () => {
    await load(api, { ues: [{ id: 'car-1', supi: SUPI, guti: guti(), securityContext: { ngKsi: 0, amf: 'AMF1' } }] }).expect(201);
    const renamed = sets({ amfs: [{ id: 'AMF2', amfId: '010041' }] });
    const { body } = await put({ ...renamed, gnbs: [gnb(2)] }).expect(409);
    expect(body.detail).toBe('The UE car-1 does not fit any more: its securityContext/amf is AMF1, which is no AMF of the network.');
    expect((await put({ ...sets({ amfs: [{ id: 'AMF1', amfId: '010042' }] }) }).expect(409)).body.detail).toContain('guti/guami is 460-00-010041');
    await put({ name: 'the same AMFs' }).expect(200);
  });

  it.each(['%2e', '%2E%2e', 'x'.repeat(256), 'a%00b'])('of the id %s, which no URI can hold, are answered 400', async (id) => {
    for (const sent of [api.put(`${REGISTRATION}/networks/${id}`).send(network()), api.get(`${REGISTRATION}/networks/${id}`), api.delete(`${REGISTRATION}/networks/${id}`)]) await sent.expect(400);
  });
});
