import { registerApplication, trafficRuleOf, trafficRulesOf, underAlias } from '../../support/app-support.js';
import { droppingRule, type TrafficFilter, trafficRule } from '../../support/app-support-factories.js';
import { createApplication } from '../../support/factories.js';
import { addTrafficRule, managedTrafficRuleOf } from '../../support/mm5.js';
import { FILTER_SYNTAXES, LOST_RULES, MALFORMED_RULES, MISDIRECTED_RULES, RIGHT_RULES } from '../../support/traffic-rule-tables.js';
import { usePlatform } from '../../support/use-platform.js';

describe('traffic rules', () => {
  const { api, application, platform } = usePlatform();

  let ruleId: string;
  let path: string;

  beforeAll(async () => {
    ruleId = await addTrafficRule(api, application);
    path = trafficRuleOf(application, ruleId);
  });

  const put = (body: object) => api.put(path).send(body);

  describe('the list', () => {
    it('is empty before the first, and has a record only', async () => {
      const { headers } = await api.get(trafficRulesOf(await createApplication(platform))).expect(200, []);
      expect(headers['openmep-data-plane']).toBe('none');
    });

    it('holds the rules of the application, oldest first, whatever happens to them', async () => {
      const { appInstanceId } = await registerApplication(api);
      const ids = [await addTrafficRule(api, appInstanceId, { priority: 3 }), await addTrafficRule(api, appInstanceId, { priority: 1 }), await addTrafficRule(api, appInstanceId)];
      await api.put(trafficRuleOf(appInstanceId, ids[0]!)).send(droppingRule()).expect(200);
      await api.delete(managedTrafficRuleOf(appInstanceId, ids[1]!)).expect(204);
      const { body } = await api.get(trafficRulesOf(appInstanceId)).expect(200);
      expect(body).toEqual([{ ...droppingRule(), trafficRuleId: ids[0] }, { ...trafficRule(), trafficRuleId: ids[2] }]);
      await api.get(underAlias(trafficRulesOf(appInstanceId))).expect(200, body);
    });

    it('answers 404 at an unknown application', async () => {
      await api.get(trafficRulesOf('nobody')).expect(404);
    });
  });

  describe('a single rule', () => {
    it('is shown under both versions, and is a record only', async () => {
      const own = await addTrafficRule(api, application, { state: 'ACTIVE', priority: 7 });
      for (const place of [trafficRuleOf(application, own), underAlias(trafficRuleOf(application, own))]) {
        const { headers } = await api.get(place).expect(200, { trafficRuleId: own, ...trafficRule({ state: 'ACTIVE', priority: 7 }) });
        expect(headers['openmep-data-plane']).toBe('none');
      }
    });

    it('is unknown to other applications', async () => {
      const other = await createApplication(platform);
      for (const foreign of [trafficRuleOf(other, ruleId), trafficRuleOf('nobody', ruleId), trafficRuleOf(application, 'unknown')]) {
        await api.get(foreign).expect(404);
        await api.put(foreign).send(trafficRule()).expect(404);
      }
    });
  });

  describe('PUT', () => {
    it('activates and deactivates', async () => {
      for (const state of ['ACTIVE', 'ACTIVE', 'INACTIVE', 'INACTIVE', 'ACTIVE'] as const) {
        const { body, headers } = await put(trafficRule({ state })).expect(200);
        expect(body.state).toBe(state);
        expect(headers['openmep-data-plane']).toBe('none');
        const read = await api.get(path).expect(200, body);
        expect(read.headers['etag']).toBe(headers['etag']);
      }
    });

    it('may change everything but the id', async () => {
      const replacement = droppingRule({ filterType: 'PACKET', priority: 255, trafficFilter: [{ tC: 184 }], state: 'ACTIVE' });
      const { body } = await put(replacement).expect(200);
      expect(body).toEqual({ trafficRuleId: ruleId, ...replacement });
      await api.get(path).expect(200, body);
    });

    it('works under the alias as well', async () => {
      const { body } = await api.put(underAlias(path)).send(trafficRule({ priority: 99 })).expect(200);
      await api.get(path).expect(200, body);
    });

    it.each([['another id', 'another'], ['a number for the id', 7], ['null for the id', null]])('ignores %s in the body', async (_name, trafficRuleId) => {
      const { body } = await put({ ...trafficRule(), trafficRuleId }).expect(200);
      expect(body.trafficRuleId).toBe(ruleId);
      await api.get(trafficRuleOf(application, 'another')).expect(404);
    });

    it('ignores attributes that the document does not know', async () => {
      const { body } = await put({ ...trafficRule(), ruleName: 'x', trafficFilter: [{ token: ['x'], srcAddress: ['192.0.2.1'] }] }).expect(200);
      expect(body).not.toHaveProperty('ruleName');
      expect(body.trafficFilter).toEqual([{ srcAddress: ['192.0.2.1'] }]);
    });

    it('refuses a filter of unknown attributes only, which would match everything', async () => {
      const { body } = await put({ ...trafficRule(), trafficFilter: [{ dstAdress: ['192.0.2.1'] }] }).expect(400);
      expect(body.faults).toMatchObject([{ place: '/trafficFilter/0', detail: expect.stringContaining('dstAdress') }]);
    });

    it.each(RIGHT_RULES)('takes %s, and shows it as it was sent', async (_name, rule) => {
      const { body } = await put(rule).expect(200);
      expect(body).toEqual({ ...rule, trafficRuleId: ruleId });
      await api.get(path).expect(200, body);
    });
  });

  describe('PUT that is refused', () => {
    beforeEach(() => put(trafficRule({ priority: 1 })).expect(200));
    const expectNoChange = () => api.get(path).expect(200, { trafficRuleId: ruleId, ...trafficRule({ priority: 1 }) });

    it.each([...MALFORMED_RULES, ['no state', { ...trafficRule(), state: undefined }, 'lacks the attribute state'] as const, ...LOST_RULES])(
      'because of %s names the place and changes nothing',
      async (_name, rule, place) => {
        const { body } = await put(rule).expect(400);
        expect(body.detail).toContain(place);
        await expectNoChange();
      },
    );

    it.each(MISDIRECTED_RULES)('because of %s names dstInterface and changes nothing', async (_name, rule) => {
      const { body } = await put(rule).expect(400);
      expect(body.detail).toContain('/dstInterface');
      await expectNoChange();
    });

    it('tells every fault with its place', async () => {
      const trafficFilter: TrafficFilter[] = [{ srcPort: ['80', 'x'] }, { protocol: ['y'], dstAddress: ['z'] }];
      const { body } = await put(trafficRule({ trafficFilter, dstInterface: { interfaceType: 'IP' } })).expect(400);
      const places = (body.faults as { place: string }[]).map(({ place }) => place).toSorted();
      expect(places).toEqual(['/dstInterface', '/trafficFilter/0/srcPort/1', '/trafficFilter/1/dstAddress/0', '/trafficFilter/1/protocol/0']);
    });
  });

  describe.each(FILTER_SYNTAXES)('the values of $attributes', ({ attributes, accepted, refused }) => {
    const ruleWith = (attribute: string, value: string) => trafficRule({ trafficFilter: [{}, { [attribute]: [accepted[0]!, value] }] });

    it.each(accepted)('may be "%s"', async (value) => {
      for (const attribute of attributes) {
        const { body } = await put(ruleWith(attribute, value)).expect(200);
        expect(body.trafficFilter[1]).toEqual({ [attribute]: [accepted[0], value] });
      }
    });

    it.each(refused)('may not be "%s"', async (value) => {
      for (const attribute of attributes) {
        const { body } = await put(ruleWith(attribute, value)).expect(400);
        expect(body.detail).toContain(`/trafficFilter/1/${attribute}/1`);
      }
    });
  });
});
