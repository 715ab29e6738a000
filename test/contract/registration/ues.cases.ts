import { guti, load, PLMN, registrationPath, slices, SUPI, ue, type Ue } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

type Fault = { place: string; detail: string };

describe('UEs of registrations', () => {
  const { api } = usePlatform();
  const path = registrationPath('ues', 'car-1');
  const put = (changes: Partial<Ue> = {}) => api.put(path).send(ue(changes));

  beforeEach(async () => {
    await api.delete(registrationPath());
    await load(api, { ues: [{ id: 'van-1', ...ue({ supi: 'imsi-460000000000002', guti: guti() }) }] }).expect(201);
  });

  it('are there when they are put, where Location says, and are replaced', async () => {
    const { body, headers } = await put({ nssaiInclusionMode: 'C' }).expect(201);
    expect(body).toEqual({ id: 'car-1', ...ue({ nssaiInclusionMode: 'C' }) });
    expect(headers['location']).toBe(`http://mep.test:8080${path}`);
    expect((await api.get(path).expect(200, body as object)).headers['etag']).toBe(headers['etag']);
    expect((await put({ allowedNssai: [] }).expect(200)).body).toEqual({ id: 'car-1', ...ue({ allowedNssai: [] }) });
    await put({ allowedNssai: [] }).expect(200);
  });

  it('are listed by their ids, and are gone when they are removed', async () => {
    await put().expect(201);
    const { body } = await api.get(registrationPath('ues')).expect(200);
    expect((body as { id: string }[]).map(({ id }) => id)).toEqual(['car-1', 'van-1']);
    await api.delete(path).expect(204);
    await api.get(path).expect(404);
    await api.delete(path).expect(404);
  });

  it('of a network that is not there are answered 404', async () => {
    await api.delete(registrationPath()).expect(204);
    for (const sent of [api.get(registrationPath('ues')), api.get(path), api.delete(path), put()]) await sent.expect(404);
  });

  it.each<[string, Partial<Ue>, string]>([
    ['the SUPI of another', { supi: 'imsi-460000000000002' }, '/supi'],
    ['the 5G-GUTI of another', { guti: guti() }, '/guti'],
    ['the 5G-GUTI of another, its digits in another case', { guti: guti({ tmsi: '0000000A' }) }, '/guti'],
    ['a 5G-GUTI of an unknown AMF', { guti: guti({ guami: { plmnId: PLMN, amfId: '010042' } }) }, '/guti/guami'],
    ['a 5G-GUTI of another PLMN', { guti: guti({ guami: { plmnId: { mcc: '460', mnc: '01' }, amfId: '010041' } }) }, '/guti/guami'],
    ['the security context of an unknown AMF', { securityContext: { ngKsi: 1, amf: 'AMF9' } }, '/securityContext/amf'],
    ['an S-NSSAI twice', { requestedNssai: slices(1, 1) }, '/requestedNssai/1'],
  ])('with %s are answered 422 with the place', async (_fault, changes, place) => {
    const { body } = await put(changes).expect(422);
    expect((body as { faults: Fault[] }).faults.map((fault) => fault.place)).toEqual([place]);
    await api.get(path).expect(404);
  });

  it('keep their own SUPI and 5G-GUTI when they are replaced', async () => {
    await put({ guti: guti({ tmsi: '0000000b' }) }).expect(201);
    await put({ guti: guti({ tmsi: '0000000b' }), allowedNssai: [] }).expect(200);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['more than 8 requested slices', { requestedNssai: slices(1, 2, 3, 4, 5, 6, 7, 8, 9) }, '/requestedNssai'],
    ['more than 8 allowed slices', { allowedNssai: slices(1, 2, 3, 4, 5, 6, 7, 8, 9) }, '/allowedNssai'],
    ['a malformed SD', { configuredNssai: [{ sst: 1, sd: '0000zz' }] }, '/configuredNssai/0/sd'],
    ['no SUPI', { supi: undefined }, ' lacks the attribute supi'],
    ['a SUPI without digits', { supi: SUPI.slice(0, 6) }, '/supi'],
    ['a 5G-TMSI of seven digits', { guti: guti({ tmsi: '0000001' }) }, '/guti/tmsi'],
    ['an unknown inclusion mode', { nssaiInclusionMode: 'E' }, '/nssaiInclusionMode'],
    ['a key set identifier of no key', { securityContext: { ngKsi: 7, amf: 'AMF1' } }, '/securityContext/ngKsi'],
  ])('with %s are answered 400 with the place', async (_fault, changes, place) => {
    expect((await put(changes).expect(400)).body.detail).toContain(`The body${place}`);
    await api.get(path).expect(404);
  });
});
