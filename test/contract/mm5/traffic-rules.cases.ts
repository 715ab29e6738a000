import { randomUUID } from 'node:crypto';
import { trafficRuleOf } from '../../support/app-support.js';
import { droppingRule, trafficRule } from '../../support/app-support-factories.js';
import { createApplication } from '../../support/factories.js';
import { addTrafficRule, managedTrafficRuleOf, managedTrafficRulesOf, terminate } from '../../support/mm5.js';
import { pathOf } from '../../support/service-management.js';
import { FILTER_SYNTAXES, LOST_RULES, MALFORMED_RULES, MISDIRECTED_RULES, RIGHT_RULES } from '../../support/traffic-rule-tables.js';
import { UNADDRESSABLE_IDS } from '../../support/unaddressable-ids.js';
import { usePlatform } from '../../support/use-platform.js';

describe('traffic rules over Mm5', () => {
  const { api, platform, application } = usePlatform();

  const post = (body: object, appInstanceId = application) => api.post(managedTrafficRulesOf(appInstanceId)).send(body);

  it('lets a rule be removed that was given the priority -0', async () => {
    const text = JSON.stringify(droppingRule()).replace(/"priority":\d+/, '"priority":-0');
    const { body } = await api.post(managedTrafficRulesOf(application)).set('Content-Type', 'application/json').send(text).expect(201);
    expect(text).toContain('-0');
    await api.delete(managedTrafficRuleOf(application, body.trafficRuleId)).expect(204);
  });

  describe('POST', () => {
    it('gives an id and a place, and leaves a rule INACTIVE unless it is told otherwise', async () => {
      const { state: _state, ...stateless } = trafficRule();
      const { body, headers } = await post(stateless).expect(201);
      expect(body).toEqual({ trafficRuleId: expect.stringMatching(/./), ...stateless, state: 'INACTIVE' });
      expect(headers['location']).toBe(`http://mep.test:8080${managedTrafficRuleOf(application, body.trafficRuleId)}`);
      expect(headers['openmep-data-plane']).toBe('none');
      const read = await api.get(pathOf(String(headers['location']))).expect(200, body);
      expect(read.headers['etag']).toBe(headers['etag']);
      await api.get(trafficRuleOf(application, body.trafficRuleId)).expect(200, body);
    });

    it('takes the id and the state that the manager chooses', async () => {
      const trafficRuleId = `chosen-${randomUUID()}`;
      const { body } = await post({ ...trafficRule({ state: 'ACTIVE' }), trafficRuleId }).expect(201);
      expect(body).toEqual({ trafficRuleId, ...trafficRule({ state: 'ACTIVE' }) });
    });

    it.each(['a/b', 'a b', 'a?b#c', '100%', 'ä', '%2F', "a'b*(c)"])('takes the id %s and leads to it', async (name) => {
      const trafficRuleId = `${name}-${randomUUID()}`;
      const { body, headers } = await post({ ...trafficRule(), trafficRuleId }).expect(201);
      await api.get(pathOf(String(headers['location']))).expect(200, body);
      await api.get(trafficRuleOf(application, trafficRuleId)).expect(200, body);
    });

    it('takes an id of 255 characters, whatever these need in a URI', async () => {
      const trafficRuleId = '\u{1f30d}'.repeat(255);
      const { body } = await post({ ...trafficRule(), trafficRuleId }, await createApplication(platform)).expect(201);
      expect(body.trafficRuleId).toBe(trafficRuleId);
    });

    it.each(UNADDRESSABLE_IDS)('refuses an id that no URI can hold: %s', async (_name, trafficRuleId) => {
      const own = await createApplication(platform);
      await post({ ...trafficRule(), trafficRuleId }, own).expect(400);
      await api.get(managedTrafficRulesOf(own)).expect(200, []);
    });

    it('answers 409 for an id that the application has already, and changes nothing', async () => {
      const trafficRuleId = await addTrafficRule(api, application);
      const { body } = await post({ ...droppingRule(), trafficRuleId }).expect(409);
      expect(body.detail).toContain(trafficRuleId);
      await api.get(managedTrafficRuleOf(application, trafficRuleId)).expect(200, { trafficRuleId, ...trafficRule() });
    });

    it('gives an id to one of those that want it at the same time', async () => {
      const trafficRuleId = randomUUID();
      const answers = await Promise.all([1, 2, 3].map(async (priority) => post({ ...trafficRule({ priority }), trafficRuleId })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    });

    it('takes the id that a rule of another application has, or that is free again', async () => {
      const [trafficRuleId, other] = [await addTrafficRule(api, application), await createApplication(platform)];
      await post({ ...trafficRule({ priority: 1 }), trafficRuleId }, other).expect(201);
      await api.delete(managedTrafficRuleOf(application, trafficRuleId)).expect(204);
      await post({ ...trafficRule({ priority: 2 }), trafficRuleId }).expect(201);
      for (const [id, priority] of [[other, 1], [application, 2]] as const)
        await api.get(managedTrafficRuleOf(id, trafficRuleId)).expect(200, { trafficRuleId, ...trafficRule({ priority }) });
    });

    it('ignores attributes that the document does not know', async () => {
      const { body } = await post({ ...trafficRule(), appInstanceId: 'another', position: 7 }).expect(201);
      expect(Object.keys(body).toSorted()).toEqual(['trafficRuleId', ...Object.keys(trafficRule())].toSorted());
    });

    it('is answered 404 at an unknown application', async () => {
      await post(trafficRule(), 'nobody').expect(404);
    });

    it('of an ACTIVE rule to a stopped application waits with its effect', async () => {
      const own = await createApplication(platform);
      await terminate(api, own, 'STOPPING');
      const { body } = await post(trafficRule({ state: 'ACTIVE' }), own).expect(201);
      expect(body.state).toBe('INACTIVE');
    });
  });

  describe('POST and PUT', () => {
    let path: string;
    const put = (body: object) => api.put(path).send(body);

    beforeAll(async () => {
      path = managedTrafficRuleOf(application, await addTrafficRule(api, application));
    });

    it.each(RIGHT_RULES)('take %s, and show it as it was sent', async (_name, rule) => {
      const { body: created } = await post(rule).expect(201);
      expect(created).toEqual({ trafficRuleId: created.trafficRuleId, ...rule });
      const { body: replaced, headers } = await put(rule).expect(200);
      expect(replaced).toEqual({ trafficRuleId: replaced.trafficRuleId, ...rule });
      expect(headers['openmep-data-plane']).toBe('none');
      await api.get(path).expect(200, replaced);
    });

    it.each([...MALFORMED_RULES, ...LOST_RULES])('refuse %s, and name the place', async (_name, rule, place) => {
      for (const sent of [post(rule), put(rule)]) expect((await sent.expect(400)).body.detail).toContain(place);
    });

    it.each(MISDIRECTED_RULES)('refuse %s, and name dstInterface', async (_name, rule) => {
      for (const sent of [post(rule), put(rule)]) expect((await sent.expect(400)).body.detail).toContain('/dstInterface');
    });

    it.each(FILTER_SYNTAXES)('refuse what is none of the values of $attributes', async ({ attributes, accepted, refused }) => {
      for (const attribute of attributes) {
        for (const value of refused) {
          const rule = trafficRule({ trafficFilter: [{ [attribute]: [accepted[0]!, value] }] });
          expect((await post(rule).expect(400)).body.detail).toContain(`/trafficFilter/0/${attribute}/1`);
        }
        await post(trafficRule({ trafficFilter: [{ [attribute]: accepted }] })).expect(201);
      }
    });
  });

  describe('PUT', () => {
    it('may change everything but the id, and needs the state', async () => {
      const trafficRuleId = await addTrafficRule(api, application, { state: 'ACTIVE' });
      const path = managedTrafficRuleOf(application, trafficRuleId);
      const replacement = droppingRule({ filterType: 'PACKET', priority: 0, trafficFilter: [{}] });
      await api.put(path).send({ ...replacement, trafficRuleId: 'another' }).expect(200, { trafficRuleId, ...replacement });
      const { state: _state, ...stateless } = replacement;
      const { body } = await api.put(path).send(stateless).expect(400);
      expect(body.detail).toContain('lacks the attribute state');
    });

    it('is answered 404 where there is no such rule', async () => {
      const trafficRuleId = await addTrafficRule(api, application);
      for (const path of [managedTrafficRuleOf(application, 'unknown'), managedTrafficRuleOf('nobody', trafficRuleId), managedTrafficRuleOf(await createApplication(platform), trafficRuleId)])
        for (const method of ['get', 'put', 'delete'] as const) await (method === 'put' ? api.put(path).send(trafficRule()) : api[method](path)).expect(404);
    });
  });

  describe('the list', () => {
    it('holds the rules of the application, oldest first, whatever happens to them', async () => {
      const own = await createApplication(platform);
      const first = await api.get(managedTrafficRulesOf(own)).expect(200, []);
      expect(first.headers['openmep-data-plane']).toBe('none');
      const ids: string[] = [];
      for (const priority of [9, 1, 5, 5]) ids.push(await addTrafficRule(api, own, { priority }));
      await api.put(managedTrafficRuleOf(own, ids[0]!)).send(trafficRule({ priority: 200, state: 'ACTIVE' })).expect(200);
      await api.delete(managedTrafficRuleOf(own, ids[2]!)).expect(204);
      const { body, headers } = await api.get(managedTrafficRulesOf(own)).expect(200);
      expect((body as { trafficRuleId: string }[]).map(({ trafficRuleId }) => trafficRuleId)).toEqual([ids[0], ids[1], ids[3]]);
      expect(headers['openmep-data-plane']).toBe('none');
    });

    it('is answered 404 at an unknown application', async () => {
      await api.get(managedTrafficRulesOf('nobody')).expect(404);
    });
  });

  it.each(['ACTIVE', 'INACTIVE'] as const)('DELETE removes an %s rule, once', async (state) => {
    const path = managedTrafficRuleOf(application, await addTrafficRule(api, application, { state }));
    await api.delete(path).expect(204);
    await api.get(path).expect(404);
    await api.delete(path).expect(404);
  });
});
