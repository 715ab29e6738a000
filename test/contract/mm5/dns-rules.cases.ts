import { randomUUID } from 'node:crypto';
import { dnsRuleOf } from '../../support/app-support.js';
import { type DnsRule, dnsRule, lastingDnsRule, trafficRule } from '../../support/app-support-factories.js';
import { createApplication, without } from '../../support/factories.js';
import { addDnsRule, managedDnsRuleOf, managedDnsRulesOf, managedTrafficRulesOf, terminate } from '../../support/mm5.js';
import { pathOf } from '../../support/service-management.js';
import { UNADDRESSABLE_IDS } from '../../support/unaddressable-ids.js';
import { usePlatform } from '../../support/use-platform.js';

const LABEL = 'a'.repeat(63);
/** The longest name: 253 characters. */
const LONGEST = [LABEL, LABEL, LABEL, 'a'.repeat(61)].join('.');

describe('DNS rules over Mm5', () => {
  const { api, platform, application } = usePlatform();

  const post = (body: object, appInstanceId = application) => api.post(managedDnsRulesOf(appInstanceId)).send(body);

  describe('POST', () => {
    it('gives an id and a place, and leaves a rule INACTIVE unless it is told otherwise', async () => {
      const { state: _state, ...stateless } = dnsRule();
      const { body, headers } = await post(stateless).expect(201);
      expect(body).toEqual({ dnsRuleId: expect.stringMatching(/./), ...stateless, state: 'INACTIVE' });
      expect(headers['location']).toBe(`http://mep.test:8080${managedDnsRuleOf(application, body.dnsRuleId)}`);
      expect(headers['openmep-data-plane']).toBe('none');
      const read = await api.get(pathOf(String(headers['location']))).expect(200, body);
      expect(read.headers['etag']).toBe(headers['etag']);
      await api.get(dnsRuleOf(application, body.dnsRuleId)).expect(200, body);
    });

    it('takes the id and the state that the manager chooses', async () => {
      const dnsRuleId = `chosen/${randomUUID()}`;
      const { body } = await post({ ...dnsRule({ state: 'ACTIVE' }), dnsRuleId }).expect(201);
      expect(body).toEqual({ dnsRuleId, ...dnsRule({ state: 'ACTIVE' }) });
      await api.get(managedDnsRuleOf(application, dnsRuleId)).expect(200, body);
    });

    it('takes an id of 255 characters, whatever these need in a URI', async () => {
      const dnsRuleId = '\u{1f30d}'.repeat(255);
      const { body } = await post({ ...dnsRule(), dnsRuleId }, await createApplication(platform)).expect(201);
      expect(body.dnsRuleId).toBe(dnsRuleId);
    });

    it.each(UNADDRESSABLE_IDS)('refuses an id that no URI can hold: %s', async (_name, dnsRuleId) => {
      const own = await createApplication(platform);
      await post({ ...dnsRule(), dnsRuleId }, own).expect(400);
      await api.get(managedDnsRulesOf(own)).expect(200, []);
    });

    it('answers 409 for an id that the application has already, and changes nothing', async () => {
      const dnsRuleId = await addDnsRule(api, application);
      const { body } = await post({ ...dnsRule({ ttl: 1 }), dnsRuleId }).expect(409);
      expect(body.detail).toContain(dnsRuleId);
      await api.get(managedDnsRuleOf(application, dnsRuleId)).expect(200, { dnsRuleId, ...dnsRule() });
    });

    it('takes the id that a rule of another application or of another kind has', async () => {
      const dnsRuleId = await addDnsRule(api, application);
      await post({ ...dnsRule(), dnsRuleId }, await createApplication(platform)).expect(201);
      await api.post(managedTrafficRulesOf(application)).send({ ...trafficRule(), trafficRuleId: dnsRuleId }).expect(201);
    });

    it('takes several rules for one name', async () => {
      const own = await createApplication(platform);
      for (const ipAddress of ['192.0.2.1', '192.0.2.2', '192.0.2.1']) await post(dnsRule({ ipAddress, state: 'ACTIVE' }), own).expect(201);
      expect((await api.get(managedDnsRulesOf(own)).expect(200)).body).toHaveLength(3);
    });

    it('ignores attributes that the document does not know', async () => {
      const { body } = await post({ ...dnsRule(), appInstanceId: 'another' }).expect(201);
      expect(body).toEqual({ dnsRuleId: body.dnsRuleId, ...dnsRule() });
    });

    it('is answered 404 at an unknown application', async () => {
      await post(dnsRule(), 'nobody').expect(404);
    });

    it('of an ACTIVE rule to a stopped application waits with its effect', async () => {
      const own = await createApplication(platform);
      await terminate(api, own, 'STOPPING');
      const { body } = await post(dnsRule({ state: 'ACTIVE' }), own).expect(201);
      expect(body.state).toBe('INACTIVE');
    });
  });

  describe('POST and PUT', () => {
    let path: string;
    const put = (body: object) => api.put(path).send(body);

    beforeAll(async () => {
      path = managedDnsRuleOf(application, await addDnsRule(api, application));
    });

    it.each<[string, Partial<DnsRule>, ((changes: Partial<DnsRule>) => DnsRule)?]>([
      ['a name of one label', { domainName: 'localhost' }],
      ['a name with a dot at its end', { domainName: 'app.edge.example.' }],
      ['a name in capitals', { domainName: 'APP.Edge.example' }],
      ['a wildcard', { domainName: '*.edge.example' }],
      ['an underscore', { domainName: '_app._tcp.edge.example' }],
      ['a name in another script', { domainName: 'xn--bcher-kva.example' }],
      ['the longest label and the longest name', { domainName: LONGEST }],
      ['an IPv6 address', { ipAddressType: 'IP_V6', ipAddress: '2001:DB8::1' }],
      ['an IPv6 address that ends in an IPv4 address', { ipAddressType: 'IP_V6', ipAddress: '::ffff:192.0.2.1' }],
      ['no time to live, so that it never expires', {}, lastingDnsRule],
      ['the shortest time to live', { ttl: 0 }],
      ['the longest time to live', { ttl: 2_147_483_647 }],
    ])('take %s, and show it as it was sent', async (_name, changes, make = dnsRule) => {
      const rule = make(changes);
      for (const { body } of [await post(rule).expect(201), await put(rule).expect(200)]) expect(body).toEqual({ dnsRuleId: body.dnsRuleId, ...rule });
    });

    it.each<[string, object, string]>([
      ['no name', without(dnsRule(), 'domainName'), 'lacks the attribute domainName'],
      ['an empty name', dnsRule({ domainName: '' }), '/domainName'],
      ['the root', dnsRule({ domainName: '.' }), '/domainName'],
      ['an empty label', dnsRule({ domainName: 'a..example' }), '/domainName'],
      ['a blank in the name', dnsRule({ domainName: 'a b.example' }), '/domainName'],
      ['an asterisk alone', dnsRule({ domainName: '*' }), '/domainName'],
      ['an asterisk in the middle', dnsRule({ domainName: 'a.*.example' }), '/domainName'],
      ['half an asterisk', dnsRule({ domainName: 'a*.example' }), '/domainName'],
      ['letters of another script', dnsRule({ domainName: 'bücher.example' }), '/domainName'],
      ['a label that is too long', dnsRule({ domainName: `${LABEL}a.example` }), '/domainName'],
      ['a name that is too long', dnsRule({ domainName: `${LONGEST}a` }), '/domainName'],
      ['an address for the name', dnsRule({ domainName: '192.0.2.1' }), '/domainName'],
      ['a URL for the name', dnsRule({ domainName: 'http://app.example' }), '/domainName'],
      ['no type of the address', without(dnsRule(), 'ipAddressType'), 'lacks the attribute ipAddressType'],
      ['an unknown type of the address', { ...dnsRule(), ipAddressType: '[SEE_DESCRIPTION]' }, '/ipAddressType'],
      ['no address', without(dnsRule(), 'ipAddress'), 'lacks the attribute ipAddress'],
      ['an IPv6 address as IP_V4', dnsRule({ ipAddress: '2001:db8::1' }), '/ipAddress'],
      ['an IPv4 address as IP_V6', dnsRule({ ipAddressType: 'IP_V6' }), '/ipAddress'],
      ['a name for the address', dnsRule({ ipAddress: 'app.example' }), '/ipAddress'],
      ['a prefix for the address', dnsRule({ ipAddress: '192.0.2.0/24' }), '/ipAddress'],
      ['an address with a zone', dnsRule({ ipAddressType: 'IP_V6', ipAddress: 'fe80::1%eth0' }), '/ipAddress'],
      ['a negative time to live', dnsRule({ ttl: -1 }), '/ttl'],
      ['a time to live beyond 31 bits', dnsRule({ ttl: 2_147_483_648 }), '/ttl'],
      ['half a second to live', dnsRule({ ttl: 0.5 }), '/ttl'],
      ['a text for the time to live', { ...dnsRule(), ttl: '60' }, '/ttl'],
      ['an unknown state', { ...dnsRule(), state: 'ASLEEP' }, '/state'],
      ['the name of its type around it', { DnsRule: dnsRule() }, 'lacks the attribute domainName'],
    ])('refuse %s, and name the place', async (_name, rule, place) => {
      for (const sent of [post(rule), put(rule)]) expect((await sent.expect(400)).body.detail).toContain(place);
    });
  });

  describe('PUT', () => {
    it('may change everything but the id, and needs the state', async () => {
      const dnsRuleId = await addDnsRule(api, application, { state: 'ACTIVE' });
      const path = managedDnsRuleOf(application, dnsRuleId);
      const replacement = lastingDnsRule({ domainName: '*.other.example', ipAddressType: 'IP_V6', ipAddress: '2001:db8::1' });
      const { headers } = await api.put(path).send({ ...replacement, dnsRuleId: 'another' }).expect(200, { dnsRuleId, ...replacement });
      expect(headers['openmep-data-plane']).toBe('none');
      const { body } = await api.put(path).send(without(dnsRule(), 'state')).expect(400);
      expect(body.detail).toContain('lacks the attribute state');
    });

    it('is answered 404 where there is no such rule', async () => {
      const dnsRuleId = await addDnsRule(api, application);
      for (const path of [managedDnsRuleOf(application, 'unknown'), managedDnsRuleOf('nobody', dnsRuleId), managedDnsRuleOf(await createApplication(platform), dnsRuleId)])
        for (const method of ['get', 'put', 'delete'] as const) await (method === 'put' ? api.put(path).send(dnsRule()) : api[method](path)).expect(404);
    });
  });

  describe('the list', () => {
    it('holds the rules of the application, oldest first, whatever happens to them', async () => {
      const own = await createApplication(platform);
      const first = await api.get(managedDnsRulesOf(own)).expect(200, []);
      expect(first.headers['openmep-data-plane']).toBe('none');
      const ids: string[] = [];
      for (const ttl of [9, 1, 5, 5]) ids.push(await addDnsRule(api, own, { ttl }));
      await api.put(managedDnsRuleOf(own, ids[0]!)).send(dnsRule({ ttl: 200, state: 'ACTIVE' })).expect(200);
      await api.delete(managedDnsRuleOf(own, ids[2]!)).expect(204);
      const { body, headers } = await api.get(managedDnsRulesOf(own)).expect(200);
      expect((body as { dnsRuleId: string }[]).map(({ dnsRuleId }) => dnsRuleId)).toEqual([ids[0], ids[1], ids[3]]);
      expect(headers['openmep-data-plane']).toBe('none');
    });

    it('is answered 404 at an unknown application', async () => {
      await api.get(managedDnsRulesOf('nobody')).expect(404);
    });
  });

  it.each(['ACTIVE', 'INACTIVE'] as const)('DELETE removes an %s rule, once', async (state) => {
    const path = managedDnsRuleOf(application, await addDnsRule(api, application, { state }));
    await api.delete(path).expect(204);
    await api.get(path).expect(404);
    await api.delete(path).expect(404);
  });
});
