import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import { ended, gnb, guti, load, network, registration, registrationPath, runsOf, type Scenario, scenario, slices, SUPI, ue, ueOf } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

type Fault = { place: string; detail: string };

describe('scenarios of registrations', () => {
  const { api } = usePlatform();
  const path = registrationPath('scenario');
  const run = (name: string, settings = {}) => registration({ name, settings });

  beforeEach(async () => {
    await api.delete(registrationPath());
  });

  it('load a network with its UEs and begin their runs, from JSON or YAML', async () => {
    const sent = scenario({ description: 'The UE has moved', runs: [run('baseline', { rejectBy: 'NONE' }), run('idea')] });
    const expected = { ...sent, network: { ...network(), id: 'sliced' } };
    const { body, headers } = await api.put(path).send(sent).expect(201);
    expect(body).toEqual(expected);
    expect(headers['location']).toBe(`http://mep.test:8080${path}`);
    await api.get(path).expect(200, expected);
    for (const { id } of await runsOf(api)) await ended(api, id);
    expect((await runsOf(api)).map(({ name, trigger, outcome }) => [name, trigger, outcome])).toEqual([['baseline', 'SCENARIO', 'LOOP'], ['idea', 'SCENARIO', 'REGISTERED']]);
    const again = await api.put(path).set('Content-Type', 'application/yaml').send(stringify(sent)).expect(200);
    expect(again.body).toEqual(expected);
    expect(await runsOf(api)).toHaveLength(2);
  });

  it.each(['moved', 'reconfigured'])('come with the platform: %s loops, is registered with the idea, and loops without the inclusion mode', async (name) => {
    const file = readFileSync(join(PACKAGE_ROOT, 'scenarios', 'registration', `${name}.yaml`));
    await api.put(path).set('Content-Type', 'application/yaml').send(file.toString()).expect(201);
    const runs = await Promise.all((await runsOf(api)).map(({ id }) => ended(api, id)));
    expect(runs.map(({ outcome }) => outcome)).toEqual(['LOOP', 'REGISTERED', 'LOOP']);
  });

  it('replace what was in the network', async () => {
    await load(api, { ues: [{ id: 'van-1', ...ue() }], runs: [run('a')].map((each) => ({ ...each, ue: 'van-1' })) }).expect(201);
    await load(api).expect(200);
    await api.get(registrationPath('ues', 'van-1')).expect(404);
    expect(await runsOf(api)).toEqual([]);
  });

  it('can be read of any network, and loaded again as they are read', async () => {
    await api.put(registrationPath()).send(network({ name: 'by hand' })).expect(201);
    await api.put(registrationPath('ues', 'car-1')).send(ue()).expect(201);
    const { body } = await api.get(path).expect(200);
    expect(body).toEqual({ name: 'by hand', network: { ...network({ name: 'by hand' }), id: 'sliced' }, ues: [{ id: 'car-1', ...ue() }], runs: [] });
    expect((await api.put(path).send(body as object).expect(200)).body).toEqual(body);
  });

  it('show what UEs have stored meanwhile, and can be loaded again with it', async () => {
    const two = [{ id: 'car-1', ...ue() }, { id: 'car-2', ...ue({ supi: 'imsi-460000000000002' }) }];
    const subscriptions = two.map(({ supi }) => ({ supi, singleNssais: slices(1, 2) }));
    const runs = two.map(({ id }) => ({ ...run('keeps', { updatesUe: true }), ue: id }));
    await load(api, { network: network({ subscriptions }), ues: two, runs }).expect(201);
    for (const { id } of await runsOf(api)) expect(await ended(api, id)).toMatchObject({ outcome: 'REGISTERED' });
    expect((await ueOf(api)).guti!.guami.amfId).toBe('010041');
    expect((await ueOf(api)).guti).not.toEqual((await ueOf(api, 'car-2')).guti);
    const { body } = await api.get(path).expect(200);
    await api.put(path).send(body as object).expect(200);
  });

  it.each<[string, Partial<Scenario>, string]>([
    ['overlapping AMF sets', { network: network({ amfSets: [...network().amfSets.slice(0, 1), { ...network().amfSets[1]!, snssais: slices(1) }] }) }, '/network/amfSets/1/snssais/0'],
    ['an unknown default AMF', { network: network({ gnbs: [gnb(1, { defaultAmf: 'AMF9' }), gnb(2)] }) }, '/network/gnbs/0/defaultAmf'],
    ['two UEs of one id', { ues: [{ id: 'a', ...ue() }, { id: 'a', ...ue({ supi: 'imsi-460000000000002' }) }] }, '/ues/1/id'],
    ['two UEs of one SUPI', { ues: [{ id: 'a', ...ue() }, { id: 'b', ...ue() }] }, '/ues/1/supi'],
    ['two UEs of one 5G-GUTI', { ues: [{ id: 'a', ...ue({ supi: 'imsi-460000000000002' }) }, { id: 'b', ...ue({ guti: guti() }) }, { id: 'c', supi: 'imsi-460000000000003', guti: guti() }] }, '/ues/2/guti'],
    ['a 5G-GUTI of an unknown AMF', { ues: [{ id: 'a', ...ue({ guti: guti({ guami: { plmnId: { mcc: '460', mnc: '00' }, amfId: '020041' } }) }) }] }, '/ues/0/guti/guami'],
    ['an S-NSSAI twice', { ues: [{ id: 'a', supi: SUPI, configuredNssai: slices(1, 1) }] }, '/ues/0/configuredNssai/1'],
    ['a run of an unknown UE', { runs: [registration({ ue: 'van-1' })] }, '/runs/0/ue'],
    ['a run at an unknown gNB', { runs: [registration(), registration({ gnb: 'gNB9' })] }, '/runs/1/gnb'],
  ])('with %s are answered 422 with the place', async (_fault, changes, place) => {
    const { body } = await load(api, changes).expect(422);
    expect((body as { faults: Fault[] }).faults.map((fault) => fault.place)).toEqual([place]);
    await api.get(registrationPath()).expect(404);
  });

  it('that lack a name, or hold malformed ones, are answered 400 with the place', async () => {
    const { name: _name, ...nameless } = scenario();
    expect((await api.put(path).send(nameless).expect(400)).body.detail).toContain('lacks the attribute name');
    expect((await load(api, { ues: [{ id: '.', ...ue() }] }).expect(400)).body.detail).toContain('The body/ues/0/id');
    await api.put(path).set('Content-Type', 'application/yaml').send('name: [').expect(400);
  });
});
