import { dnsRuleOf, dnsRulesOf, registerApplication, underAlias } from '../../support/app-support.js';
import { type DnsRule, dnsRule, lastingDnsRule } from '../../support/app-support-factories.js';
import { createApplication, without } from '../../support/factories.js';
import { addDnsRule, managedDnsRuleOf } from '../../support/mm5.js';
import { usePlatform } from '../../support/use-platform.js';

describe('DNS rules', () => {
  const { api, application, platform } = usePlatform();

  let ruleId: string;
  let path: string;

  beforeEach(async () => {
    ruleId = await addDnsRule(api, application);
    path = dnsRuleOf(application, ruleId);
  });

  const put = (body: object) => api.put(path).send(body);

  describe('the list', () => {
    it('is empty before the first, and has a record only', async () => {
      const { headers } = await api.get(dnsRulesOf(await createApplication(platform))).expect(200, []);
      expect(headers['openmep-data-plane']).toBe('none');
    });

    it('holds the rules of the application, oldest first, whatever happens to them', async () => {
      const { appInstanceId } = await registerApplication(api);
      const ids = [await addDnsRule(api, appInstanceId), await addDnsRule(api, appInstanceId), await addDnsRule(api, appInstanceId)];
      await api.put(dnsRuleOf(appInstanceId, ids[0]!)).send(dnsRule({ state: 'ACTIVE' })).expect(200);
      await api.delete(managedDnsRuleOf(appInstanceId, ids[1]!)).expect(204);
      const { body } = await api.get(dnsRulesOf(appInstanceId)).expect(200);
      expect(body).toEqual([{ ...dnsRule({ state: 'ACTIVE' }), dnsRuleId: ids[0] }, { ...dnsRule(), dnsRuleId: ids[2] }]);
      await api.get(underAlias(dnsRulesOf(appInstanceId))).expect(200, body);
    });

    it('answers 404 at an unknown application', async () => {
      await api.get(dnsRulesOf('nobody')).expect(404);
    });
  });

  describe('a single rule', () => {
    it('is shown under both versions, and is a record only', async () => {
      for (const place of [path, underAlias(path)]) {
        const { headers } = await api.get(place).expect(200, { dnsRuleId: ruleId, ...dnsRule() });
        expect(headers['openmep-data-plane']).toBe('none');
      }
    });

    it('is unknown to other applications', async () => {
      const other = await createApplication(platform);
      for (const foreign of [dnsRuleOf(other, ruleId), dnsRuleOf('nobody', ruleId), dnsRuleOf(application, 'unknown')]) {
        await api.get(foreign).expect(404);
        await api.put(foreign).send(dnsRule()).expect(404);
      }
    });
  });

  describe('PUT', () => {
    it('activates and deactivates', async () => {
      for (const state of ['ACTIVE', 'ACTIVE', 'INACTIVE', 'INACTIVE', 'ACTIVE'] as const) {
        const { body, headers } = await put(dnsRule({ state })).expect(200);
        expect(body).toEqual({ dnsRuleId: ruleId, ...dnsRule({ state }) });
        expect(headers['openmep-data-plane']).toBe('none');
        const read = await api.get(path).expect(200, body);
        expect(read.headers['etag']).toBe(headers['etag']);
      }
    });

    it('activates a rule that never expires', async () => {
      const own = await addDnsRule(api, application, {}, lastingDnsRule);
      await api.put(dnsRuleOf(application, own)).send(lastingDnsRule({ state: 'ACTIVE' })).expect(200, { dnsRuleId: own, ...lastingDnsRule({ state: 'ACTIVE' }) });
    });

    it('works under the alias as well', async () => {
      const { body } = await api.put(underAlias(path)).send(dnsRule({ state: 'ACTIVE' })).expect(200);
      await api.get(path).expect(200, body);
    });

    it('ignores another id in the body, and attributes that the document does not know', async () => {
      for (const dnsRuleId of ['another', 7, null]) {
        const { body } = await put({ ...dnsRule({ state: 'ACTIVE' }), dnsRuleId, colour: 'blue' }).expect(200);
        expect(body).toEqual({ dnsRuleId: ruleId, ...dnsRule({ state: 'ACTIVE' }) });
      }
      await api.get(dnsRuleOf(application, 'another')).expect(404);
    });
  });

  describe('PUT that is refused', () => {
    it.each<[string, () => object, string[]]>([
      ['another name', () => dnsRule({ domainName: 'other.edge.example' }), ['/domainName']],
      ['another address', () => dnsRule({ ipAddress: '192.0.2.11' }), ['/ipAddress']],
      ['an address of another type', () => dnsRule({ ipAddressType: 'IP_V6', ipAddress: '2001:db8::1' }), ['/ipAddress', '/ipAddressType']],
      ['another time to live', () => dnsRule({ ttl: 61 }), ['/ttl']],
      ['no time to live where there was one', () => without<DnsRule>(dnsRule(), 'ttl'), ['/ttl']],
    ])('because of %s names what has to stay, and changes nothing', async (_name, rule, places) => {
      const { body } = await put({ ...rule(), state: 'ACTIVE' }).expect(400);
      expect((body.faults as { place: string }[]).map(({ place }) => place).toSorted()).toEqual(places);
      expect(body.detail).toContain(places.length === 1 ? places[0] : '/');
      await api.get(path).expect(200, { dnsRuleId: ruleId, ...dnsRule() });
    });

    it('because of a time to live where there was none', async () => {
      const own = await addDnsRule(api, application, {}, lastingDnsRule);
      const { body } = await api.put(dnsRuleOf(application, own)).send(dnsRule()).expect(400);
      expect(body.detail).toContain('/ttl must stay absent');
    });

    it.each<[string, () => object, string]>([
      ['no state', () => without(dnsRule(), 'state'), 'lacks the attribute state'],
      ['an unknown state', () => ({ ...dnsRule(), state: 'ASLEEP' }), '/state'],
      ['no name', () => without(dnsRule(), 'domainName'), 'lacks the attribute domainName'],
      ['no type of the address', () => without(dnsRule(), 'ipAddressType'), 'lacks the attribute ipAddressType'],
      ['an unknown type of the address', () => ({ ...dnsRule(), ipAddressType: 'IP_V5' }), '/ipAddressType'],
      ['no address', () => without(dnsRule(), 'ipAddress'), 'lacks the attribute ipAddress'],
      ['a text for the time to live', () => ({ ...dnsRule(), ttl: '60' }), '/ttl'],
      ['the name of its type around it', () => ({ DnsRule: dnsRule() }), 'lacks the attribute'],
    ])('because of %s names the place and changes nothing', async (_name, rule, place) => {
      const { body } = await put(rule()).expect(400);
      expect(body.detail).toContain(place);
      await api.get(path).expect(200, { dnsRuleId: ruleId, ...dnsRule() });
    });
  });
});
