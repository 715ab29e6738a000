import request from 'supertest';
import { dnsRule, trafficRule } from '../../support/app-support-factories.js';
import {
  addDnsRule,
  addTrafficRule,
  APP_INSTANCES,
  appInstance,
  appInstanceOf,
  managedDnsRuleOf,
  managedDnsRulesOf,
  managedTrafficRuleOf,
  managedTrafficRulesOf,
  MM5,
  terminateOf,
} from '../../support/mm5.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

describe('refusals of Mm5', () => {
  const { platform, api, application } = usePlatform();

  let trafficRuleId: string;
  let dnsRuleId: string;

  beforeAll(async () => {
    trafficRuleId = await addTrafficRule(api, application);
    dnsRuleId = await addDnsRule(api, application);
  });

  const AT_INSTANCE: Use[] = [
    { method: 'get', name: 'an application instance', path: appInstanceOf },
    { method: 'post', name: 'terminate', path: terminateOf, body: () => ({ operationAction: 'STOPPING', maxGracefulTimeout: 60 }) },
    { method: 'get', name: 'the traffic rules', path: managedTrafficRulesOf },
    { method: 'post', name: 'the traffic rules', path: managedTrafficRulesOf, body: trafficRule },
    { method: 'get', name: 'a traffic rule', path: (id) => managedTrafficRuleOf(id, trafficRuleId) },
    { method: 'put', name: 'a traffic rule', path: (id) => managedTrafficRuleOf(id, trafficRuleId), body: trafficRule },
    { method: 'delete', name: 'a traffic rule', path: (id) => managedTrafficRuleOf(id, trafficRuleId) },
    { method: 'get', name: 'the DNS rules', path: managedDnsRulesOf },
    { method: 'post', name: 'the DNS rules', path: managedDnsRulesOf, body: dnsRule },
    { method: 'get', name: 'a DNS rule', path: (id) => managedDnsRuleOf(id, dnsRuleId) },
    { method: 'put', name: 'a DNS rule', path: (id) => managedDnsRuleOf(id, dnsRuleId), body: dnsRule },
    { method: 'delete', name: 'a DNS rule', path: (id) => managedDnsRuleOf(id, dnsRuleId) },
  ];
  const EVERYWHERE: Use[] = [{ method: 'get', name: 'the application instances', path: () => APP_INSTANCES }, ...AT_INSTANCE];

  it('every operation of the document is among those that are tried here', () => {
    expect(EVERYWHERE).toHaveLength(13);
  });

  describeRefusals(api, EVERYWHERE, application);
  describeNegotiation(api, EVERYWHERE, application);

  it.each(AT_INSTANCE)('$method of $name at an unknown instance is answered 404', async ({ method, path, body }) => {
    const sent = api[method](path('nobody'));
    const { body: problem } = await (body ? sent.send(body()) : sent).expect(404);
    expect(problem.detail).toContain('nobody');
  });

  it.each<[keyof SpecAgent, string, () => string]>([
    ['post', 'the application instances, which registrations add to', () => APP_INSTANCES],
    ['delete', 'an application instance, which is ended by terminate', () => appInstanceOf(application)],
    ['get', 'terminate', () => terminateOf(application)],
    ['delete', 'the traffic rules', () => managedTrafficRulesOf(application)],
    ['post', 'a traffic rule', () => managedTrafficRuleOf(application, trafficRuleId)],
    ['put', 'the DNS rules', () => managedDnsRulesOf(application)],
    ['patch', 'a DNS rule', () => managedDnsRuleOf(application, dnsRuleId)],
  ])('%s of %s is answered 405', async (method, _name, path) => {
    const { headers } = await api[method](path()).expect(405);
    expect(headers['allow']).toMatch(/GET|POST/);
  });

  it.each(['', 'app_instances/', 'applications', `app_instances//traffic_rules`, 'app_instances/a/rules'])('the unknown path "%s" is answered 404', async (path) => {
    await api.get(`${MM5}/${path}`).expect(404);
  });

  it('another version is answered 404', async () => {
    await request(platform.http).get('/mm5/v2/app_instances').expect(404).expect('Content-Type', 'application/problem+json');
  });

  it('nothing of what was refused has changed anything', async () => {
    await api.get(managedTrafficRulesOf(application)).expect(200, [{ trafficRuleId, ...trafficRule() }]);
    await api.get(managedDnsRulesOf(application)).expect(200, [{ dnsRuleId, ...dnsRule() }]);
    expect((await appInstance(api, application)).state).toBe('INSTANTIATED');
  });
});
