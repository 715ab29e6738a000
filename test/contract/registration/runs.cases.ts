import { begin, ended, load, registration, registrationPath, runsOf, slices, type Run, type Schemas } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

type Fault = { place: string; detail: string };

describe('runs of registrations', () => {
  const { api } = usePlatform();
  const path = (id: string) => registrationPath('runs', id);

  beforeEach(async () => {
    await api.delete(registrationPath());
    await load(api).expect(201);
  });

  it('are where Location says, and are emulated to their end', async () => {
    const { body, headers } = await api.post(registrationPath('runs')).send(registration({ name: 'a move', registrationType: 'MOBILITY' })).expect(201);
    const begun = body as Run;
    const settings = { givesGuami: false, givesNssai: true, rejectBy: 'INITIAL', rejectConfiguredNssai: true, rejectInclusionMode: 'C', reroute: 'DIRECT_IF_REACHABLE', retryCap: 5, trace: 'FULL', updatesUe: false };
    expect(begun).toEqual({ id: begun.id, name: 'a move', ue: 'car-1', gnb: 'gNB2', registrationType: 'MOBILITY', settings, trigger: 'OPERATOR', state: 'RUNNING', startedAt: expect.any(String) });
    expect(headers['location']).toBe(`http://mep.test:8080${path(begun.id)}`);
    const run = await ended(api, begun.id);
    expect(run).toMatchObject({ state: 'FINISHED', outcome: 'REGISTERED', amf: 'AMF1', ueState: { id: 'car-1', allowedNssai: slices(1, 2) } });
    expect(run.attempts).toMatchObject([{ number: 1, end: 'REJECTED', cause: 62 }, { number: 2, end: 'ACCEPTED', accessStratumNssai: slices(1, 2) }]);
    expect(run.trace!.map(({ sequence }) => sequence)).toEqual(run.trace!.map((_entry, index) => index + 1));
    expect(run.messageCount).toBe(run.trace!.filter(({ kind, protocol }) => kind === 'MESSAGE' && protocol !== 'NAS').length);
  });

  it('are the same whenever they begin from the same', async () => {
    const comparable = async () => {
      const { id: _id, startedAt: _startedAt, ...run } = await ended(api, (await begin(api)).id);
      return run;
    };
    expect(await comparable()).toEqual(await comparable());
  });

  it('keep no trace if they are not to', async () => {
    const run = await ended(api, (await begin(api, { settings: { trace: 'NONE' } })).id);
    expect(run).toMatchObject({ outcome: 'REGISTERED', messageCount: expect.any(Number) });
    expect(run.attempts).toHaveLength(2);
    expect(run).not.toHaveProperty('trace');
  });

  it('are listed in the order in which they were begun, without attempts and traces, and by UE, state and outcome', async () => {
    const first = await ended(api, (await begin(api)).id);
    const second = await ended(api, (await begin(api, { settings: { rejectBy: 'NONE' } })).id);
    const { attempts: _attempts, trace: _trace, ...listed } = first;
    expect(await runsOf(api)).toEqual([listed, expect.objectContaining({ id: second.id, outcome: 'LOOP' })]);
    expect(await runsOf(api, '?outcome=LOOP')).toHaveLength(1);
    expect(await runsOf(api, '?state=FINISHED&ue=car-1')).toHaveLength(2);
    for (const nothing of ['?state=INTERRUPTED', '?ue=van-1', '?outcome=REJECTED']) expect(await runsOf(api, nothing)).toEqual([]);
    for (const wrong of ['?state=OVER', '?outcome=', '?ue=']) await api.get(`${registrationPath('runs')}${wrong}`).expect(400);
  });

  it('are gone when they are removed, also before their end, and with their network', async () => {
    const { id } = await begin(api, { settings: { rejectBy: 'NONE', retryCap: 100 } });
    await api.delete(path(id)).expect(204);
    const other = await ended(api, (await begin(api)).id);
    await api.get(path(id)).expect(404);
    await api.delete(path(id)).expect(404);
    await api.delete(registrationPath()).expect(204);
    for (const sent of [api.get(path(other.id)), api.get(registrationPath('runs')), api.delete(path(other.id)), api.post(registrationPath('runs')).send(registration())]) await sent.expect(404);
    await load(api).expect(201);
    expect(await runsOf(api)).toEqual([]);
  });

  it.each<[string, Partial<Schemas['RegistrationRunRequest']>, string[]]>([
    ['an unknown UE', { ue: 'car-9' }, ['/ue']],
    ['an unknown gNB', { gnb: 'gNB9' }, ['/gnb']],
    ['neither', { ue: 'car-9', gnb: 'gNB9' }, ['/ue', '/gnb']],
    ['an S-NSSAI twice in a forged reject', { settings: { forgedReject: { after: 0, configuredNssai: slices(1, 1) } } }, ['/settings/forgedReject/configuredNssai/1']],
  ])('of %s are answered 422 with the place', async (_fault, changes, places) => {
    const { body } = await api.post(registrationPath('runs')).send(registration(changes)).expect(422);
    expect((body as { faults: Fault[] }).faults.map(({ place }) => place)).toEqual(places);
    expect(await runsOf(api)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no UE', { ue: undefined }, ' lacks the attribute ue'],
    ['too many retries', { settings: { retryCap: 101 } }, '/settings/retryCap'],
    ['a misspelt setting', { settings: { rejectsBy: 'NONE' } }, '/settings/rejectsBy'],
    ['a setting outside of settings', { rejectBy: 'NONE' }, '/rejectBy'],
    ['an unknown inclusion mode', { settings: { rejectInclusionMode: 'E' } }, '/settings/rejectInclusionMode'],
    ['a registration for an emergency', { registrationType: 'EMERGENCY' }, '/registrationType'],
    ['a malformed SD in a forged reject', { settings: { forgedReject: { after: 0, configuredNssai: [{ sst: 1, sd: 'x' }] } } }, '/settings/forgedReject/configuredNssai/0/sd'],
  ])('with %s are answered 400 with the place', async (_fault, changes, place) => {
    const { body } = await api.post(registrationPath('runs')).send({ ...registration(), ...changes }).expect(400);
    expect(body.detail).toContain(`The body${place}`);
  });

  describe('as pictures', () => {
    const MERMAID = 'text/vnd.mermaid';

    it('are there by Accept or by format, which counts more', async () => {
      const { id } = await ended(api, (await begin(api)).id);
      const byAccept = await api.get(path(id)).set('Accept', MERMAID).expect(200);
      expect(byAccept.headers['content-type']).toBe(`${MERMAID}; charset=utf-8`);
      expect(byAccept.text).toMatch(/^sequenceDiagram\n/);
      for (const accept of ['application/json', '*/*', MERMAID]) {
        expect((await api.get(`${path(id)}?format=mermaid`).set('Accept', accept).expect(200)).text).toBe(byAccept.text);
        expect((await api.get(`${path(id)}?format=json`).set('Accept', accept).expect(200)).headers['content-type']).toContain('application/json');
      }
      expect((await api.get(path(id)).set('Accept', `application/json;q=0.5, ${MERMAID}`).expect(200)).text).toBe(byAccept.text);
      expect((await api.get(path(id)).expect(200)).headers['content-type']).toContain('application/json');
      for (const accept of ['text/html', 'image/svg+xml']) await api.get(path(id)).set('Accept', accept).expect(406);
      await api.get(`${path(id)}?format=svg`).expect(400);
    });

    it('have entity tags of their own', async () => {
      const { id } = await ended(api, (await begin(api)).id);
      const { headers } = await api.get(`${path(id)}?format=mermaid`).expect(200);
      expect(headers['etag']).not.toBe((await api.get(path(id)).expect(200)).headers['etag']);
      await api.get(`${path(id)}?format=mermaid`).set('If-None-Match', String(headers['etag'])).expect(304);
    });

    it('say so where there is no trace', async () => {
      const { id } = await ended(api, (await begin(api, { settings: { trace: 'NONE' } })).id);
      expect((await api.get(`${path(id)}?format=mermaid`).expect(200)).text).toContain('trace');
    });
  });
});
