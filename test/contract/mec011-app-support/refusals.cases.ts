import request from 'supertest';
import {
  APP_SUPPORT,
  APP_SUPPORT_ALIAS,
  confirmReadyOf,
  confirmTerminationOf,
  CURRENT_TIME,
  dnsRuleOf,
  dnsRulesOf,
  READY,
  registerApplication,
  REGISTRATIONS,
  registrationOf,
  subscribeToTermination,
  terminationSubscriptionsOf,
  TIMING_CAPS,
  trafficRuleOf,
  trafficRulesOf,
  underAlias,
} from '../../support/app-support.js';
import { appInfo, dnsRule, terminationSubscription, trafficRule } from '../../support/app-support-factories.js';
import { addDnsRule, addTrafficRule } from '../../support/mm5.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('refusals of application support', () => {
  const { platform, api, application } = usePlatform();
  const registered = 'an-application';

  let trafficRuleId: string;
  let dnsRuleId: string;
  let subscriptionId: string;

  beforeAll(async () => {
    await registerApplication(api, { appInstanceId: registered });
    trafficRuleId = await addTrafficRule(api, registered);
    dnsRuleId = await addDnsRule(api, registered);
    subscriptionId = (await subscribeToTermination(api, registered, CALLBACK)).split('/').at(-1)!;
  });

  const subscriptionPath = (id: string) => `${terminationSubscriptionsOf(id)}/${subscriptionId}`;
  const AT_APPLICATION: Use[] = [
    { method: 'get', name: 'the traffic rules', path: trafficRulesOf },
    { method: 'get', name: 'a traffic rule', path: (id) => trafficRuleOf(id, trafficRuleId) },
    { method: 'put', name: 'a traffic rule', path: (id) => trafficRuleOf(id, trafficRuleId), body: trafficRule },
    { method: 'get', name: 'the DNS rules', path: dnsRulesOf },
    { method: 'get', name: 'a DNS rule', path: (id) => dnsRuleOf(id, dnsRuleId) },
    { method: 'put', name: 'a DNS rule', path: (id) => dnsRuleOf(id, dnsRuleId), body: dnsRule },
    { method: 'get', name: 'the subscriptions', path: terminationSubscriptionsOf },
    { method: 'post', name: 'the subscriptions', path: terminationSubscriptionsOf, body: () => terminationSubscription(registered, CALLBACK) },
    { method: 'get', name: 'a subscription', path: subscriptionPath },
    { method: 'delete', name: 'a subscription', path: subscriptionPath },
    { method: 'post', name: 'confirm_ready', path: confirmReadyOf, body: () => READY },
    { method: 'post', name: 'confirm_termination', path: confirmTerminationOf, body: () => ({ operationAction: 'STOPPING' }) },
    { method: 'get', name: 'a registration', path: registrationOf },
    { method: 'put', name: 'a registration', path: registrationOf, body: appInfo },
    { method: 'delete', name: 'a registration', path: registrationOf },
  ];
  const EVERYWHERE: Use[] = [
    { method: 'post', name: 'the registrations', path: () => REGISTRATIONS, body: appInfo },
    { method: 'get', name: 'the timing capabilities', path: () => TIMING_CAPS },
    { method: 'get', name: 'the time', path: () => CURRENT_TIME },
    ...AT_APPLICATION,
  ];
  const UNDER_ALIAS = EVERYWHERE.map(({ name, path, ...rest }) => ({ ...rest, name: `${name} (v1)`, path: (id: string) => underAlias(path(id)) }));

  it('every operation of the document is among those that are tried here', () => {
    expect(EVERYWHERE).toHaveLength(18);
  });

  describeRefusals(api, [...EVERYWHERE, ...UNDER_ALIAS], registered);
  describeNegotiation(api, EVERYWHERE, registered);

  it.each([...AT_APPLICATION, ...UNDER_ALIAS.slice(3)])('$method of $name at an unknown application is answered 404', async ({ method, path, body }) => {
    const sent = api[method](path('nobody'));
    const { body: problem } = await (body ? sent.send({ ...body(), ...('appInstanceId' in body() && { appInstanceId: 'nobody' }) }) : sent).expect(404);
    expect(problem.detail).toContain('nobody');
  });

  it('a problem is a ProblemDetails, sent as application/problem+json', async () => {
    const path = trafficRuleOf(application, 'unknown');
    const { body, headers } = await api.get(`${path}?`).expect(404);
    expect(headers['content-type']).toBe('application/problem+json');
    const detail = `The application instance ${application} has no traffic rule unknown.`;
    expect(body).toEqual({ type: 'about:blank', title: 'Not Found', status: 404, detail, instance: path });
  });

  it.each<[keyof SpecAgent, string, () => string]>([
    ['post', 'the traffic rules, which only Mm5 adds to', () => trafficRulesOf(registered)],
    ['delete', 'a traffic rule, which only Mm5 removes', () => trafficRuleOf(registered, trafficRuleId)],
    ['patch', 'a traffic rule', () => trafficRuleOf(registered, trafficRuleId)],
    ['post', 'the DNS rules', () => dnsRulesOf(registered)],
    ['delete', 'a DNS rule', () => dnsRuleOf(registered, dnsRuleId)],
    ['put', 'a subscription', () => subscriptionPath(registered)],
    ['get', 'confirm_ready', () => confirmReadyOf(registered)],
    ['put', 'confirm_termination', () => confirmTerminationOf(registered)],
    ['get', 'the registrations', () => REGISTRATIONS],
    ['post', 'a registration', () => registrationOf(registered)],
    ['post', 'the time', () => CURRENT_TIME],
    ['put', 'the timing capabilities under the alias', () => underAlias(TIMING_CAPS)],
  ])('%s of %s is answered 405', async (method, _name, path) => {
    const { headers } = await api[method](path()).expect(405);
    expect(headers['allow']).toMatch(/GET|POST/);
  });

  it.each(['', 'timing', 'timing/current_time/', 'registrations/', 'applications', `applications/${registered}`, 'applications//traffic_rules', 'services'])(
    'the unknown path "%s" is answered 404',
    async (path) => {
      for (const basePath of [APP_SUPPORT, APP_SUPPORT_ALIAS]) await api.get(`${basePath}/${path}`).expect(404);
    },
  );

  it.each(['/mec_app_support/v3/timing/current_time', '/mec_app_support'])('%s, below no API, is answered with a problem too', async (path) => {
    const { body } = await request(platform.http).get(path).expect(404).expect('Content-Type', 'application/problem+json');
    expect(body).toMatchObject({ status: 404, detail: expect.stringContaining(path) });
  });

  it('nothing of what was refused has changed anything', async () => {
    await api.get(trafficRuleOf(registered, trafficRuleId)).expect(200, { trafficRuleId, ...trafficRule() });
    await api.get(dnsRuleOf(registered, dnsRuleId)).expect(200, { dnsRuleId, ...dnsRule() });
    const { body } = await api.get(terminationSubscriptionsOf(registered)).expect(200);
    expect(body._links.subscriptions).toHaveLength(1);
  });
});
