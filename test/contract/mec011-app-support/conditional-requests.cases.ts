import {
  confirmReady,
  dnsRuleOf,
  dnsRulesOf,
  registerApplication,
  REGISTRATIONS,
  registrationOf,
  subscribeToTermination,
  terminationSubscriptionsOf,
  trafficRuleOf,
  trafficRulesOf,
  underAlias,
} from '../../support/app-support.js';
import { appInfo, dnsRule, terminationSubscription, trafficRule } from '../../support/app-support-factories.js';
import { addDnsRule, addTrafficRule, managedDnsRuleOf, managedTrafficRuleOf, terminate } from '../../support/mm5.js';
import { type ConditionalWrite, describeConditionalRead, describeConditionalWrite, tagOf } from '../../support/preconditions.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('conditional requests to application support', () => {
  const { api } = usePlatform();

  let application: string;
  /** Ids of rules by the state in which they are. */
  let traffic: { ACTIVE: string; INACTIVE: string };
  let dns: { ACTIVE: string; INACTIVE: string };
  let subscription: string;

  beforeEach(async () => {
    ({ appInstanceId: application } = await registerApplication(api));
    traffic = { ACTIVE: await addTrafficRule(api, application, { state: 'ACTIVE' }), INACTIVE: await addTrafficRule(api, application) };
    dns = { ACTIVE: await addDnsRule(api, application, { state: 'ACTIVE' }), INACTIVE: await addDnsRule(api, application) };
    subscription = await subscribeToTermination(api, application, CALLBACK);
  });

  const READABLE: [string, () => string][] = [
    ['the traffic rules', () => trafficRulesOf(application)],
    ['a traffic rule', () => trafficRuleOf(application, traffic.ACTIVE)],
    ['a traffic rule under the alias', () => underAlias(trafficRuleOf(application, traffic.INACTIVE))],
    ['the DNS rules', () => dnsRulesOf(application)],
    ['a DNS rule', () => dnsRuleOf(application, dns.ACTIVE)],
    ['the subscriptions', () => terminationSubscriptionsOf(application)],
    ['a subscription', () => subscription],
    ['a registration', () => registrationOf(application)],
  ];
  for (const [name, path] of READABLE) describeConditionalRead(api, { name, path });

  it('answers 304 for rules with the header that tells that they are a record', async () => {
    for (const path of [trafficRulesOf(application), dnsRulesOf(application), trafficRuleOf(application, traffic.ACTIVE), dnsRuleOf(application, dns.ACTIVE)]) {
      const { headers } = await api.get(path).set('If-None-Match', '*').expect(304);
      expect(headers['openmep-data-plane']).toBe('none');
    }
  });

  const RULE_WRITES = (['ACTIVE', 'INACTIVE'] as const).flatMap((before) =>
    (['ACTIVE', 'INACTIVE'] as const).flatMap((after): ConditionalWrite[] => [
      {
        name: `PUT of a traffic rule, ${before} to ${after},`,
        path: () => trafficRuleOf(application, traffic[before]),
        send: (path) => api.put(path).send(trafficRule({ state: after, priority: 20 })),
        status: 200,
      },
      {
        name: `PUT of a DNS rule, ${before} to ${after},`,
        path: () => dnsRuleOf(application, dns[before]),
        send: (path) => api.put(path).send(dnsRule({ state: after })),
        status: 200,
      },
    ]),
  );
  const WRITES: ConditionalWrite[] = [
    ...RULE_WRITES,
    { name: 'DELETE of a subscription', path: () => subscription, send: (path) => api.delete(path), status: 204 },
    { name: 'PUT of a registration', path: () => registrationOf(application), send: (path) => api.put(path).send(appInfo()), status: 204 },
    { name: 'DELETE of a registration', path: () => registrationOf(application), send: (path) => api.delete(path), status: 204 },
  ];
  for (const write of WRITES) describeConditionalWrite(api, write);

  describe('the tag of a rule changes with the state that it shows', () => {
    const KINDS: [string, () => string, (state: 'ACTIVE' | 'INACTIVE') => object][] = [
      ['a traffic rule', () => trafficRuleOf(application, traffic.ACTIVE), (state) => trafficRule({ state })],
      ['a DNS rule', () => dnsRuleOf(application, dns.ACTIVE), (state) => dnsRule({ state })],
    ];

    it.each(KINDS)('%s: when its application stops, and when it runs again', async (_name, path, body) => {
      const running = await tagOf(api, path());
      await terminate(api, application, 'STOPPING');
      const stopped = await tagOf(api, path());
      expect(stopped).not.toBe(running);
      await api.put(path()).set('If-Match', running).send(body('ACTIVE')).expect(412);
      await confirmReady(api, application);
      expect(await tagOf(api, path())).toBe(running);
      await api.put(path()).set('If-Match', stopped).send(body('ACTIVE')).expect(412);
      await api.put(path()).set('If-Match', running).send(body('INACTIVE')).expect(200);
    });

    it.each(KINDS)('%s may be changed with the tag that GET shows while its application is stopped', async (_name, path, body) => {
      await terminate(api, application, 'STOPPING');
      const { headers } = await api.put(path()).set('If-Match', await tagOf(api, path())).send(body('ACTIVE')).expect(200);
      await api.put(path()).set('If-Match', String(headers['etag'])).send(body('INACTIVE')).expect(200);
    });
  });

  describe('entity tags that answers to writes carry are those that GET shows', () => {
    it('so that one PUT of a rule can follow the other, through all states', async () => {
      const path = trafficRuleOf(application, traffic.INACTIVE);
      let tag = await tagOf(api, path);
      for (const state of ['ACTIVE', 'INACTIVE', 'ACTIVE'] as const) {
        const { headers } = await api.put(path).set('If-Match', tag).send(trafficRule({ state })).expect(200);
        tag = String(headers['etag']);
        expect(await tagOf(api, path)).toBe(tag);
      }
    });

    it('of a registration and of a subscription', async () => {
      const registered = await api.post(REGISTRATIONS).send(appInfo()).expect(201);
      expect(await tagOf(api, pathOf(String(registered.headers['location'])))).toBe(registered.headers['etag']);
      const subscribed = await api.post(terminationSubscriptionsOf(application)).send(terminationSubscription(application, CALLBACK)).expect(201);
      expect(await tagOf(api, pathOf(String(subscribed.headers['location'])))).toBe(subscribed.headers['etag']);
    });
  });

  it('the tag of a rule is the same under both versions, and over Mm5', async () => {
    for (const [path, managed] of [
      [trafficRuleOf(application, traffic.ACTIVE), managedTrafficRuleOf(application, traffic.ACTIVE)],
      [dnsRuleOf(application, dns.ACTIVE), managedDnsRuleOf(application, dns.ACTIVE)],
    ] as const) {
      const tag = await tagOf(api, path);
      for (const same of [underAlias(path), managed]) expect(await tagOf(api, same)).toBe(tag);
    }
  });

  it('the tag of a list changes with what is in it', async () => {
    const changes: [string, () => PromiseLike<unknown>][] = [
      [trafficRulesOf(application), () => api.put(trafficRuleOf(application, traffic.ACTIVE)).send(trafficRule({ priority: 99, state: 'ACTIVE' })).expect(200)],
      [trafficRulesOf(application), () => addTrafficRule(api, application)],
      [dnsRulesOf(application), () => api.put(dnsRuleOf(application, dns.INACTIVE)).send(dnsRule({ state: 'ACTIVE' })).expect(200)],
      [dnsRulesOf(application), () => addDnsRule(api, application)],
      [terminationSubscriptionsOf(application), () => subscribeToTermination(api, application, CALLBACK)],
      [terminationSubscriptionsOf(application), () => api.delete(subscription).expect(204)],
    ];
    for (const [list, change] of changes) {
      const before = await tagOf(api, list);
      await change();
      expect(await tagOf(api, list)).not.toBe(before);
    }
  });

  it('404 is answered before 412', async () => {
    await api.put(trafficRuleOf(application, 'unknown')).set('If-Match', '"other"').send(trafficRule()).expect(404);
    await api.put(dnsRuleOf(application, 'unknown')).set('If-Match', '"other"').send(dnsRule()).expect(404);
    await api.put(registrationOf('unknown')).set('If-Match', '"other"').send(appInfo()).expect(404);
    await api.delete(registrationOf('unknown')).set('If-Match', '"other"').expect(404);
    await api.delete(`${terminationSubscriptionsOf(application)}/unknown`).set('If-Match', '"other"').expect(404);
  });

  it('one of several writes goes through that stand on the same representation', async () => {
    const path = trafficRuleOf(application, traffic.INACTIVE);
    const tag = await tagOf(api, path);
    const answers = await Promise.all([1, 2, 3].map(async (priority) => api.put(path).set('If-Match', tag).send(trafficRule({ priority }))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    const own = registrationOf(application);
    const ownTag = await tagOf(api, own);
    const replacements = await Promise.all(['a', 'b', 'c'].map(async (appName) => api.put(own).set('If-Match', ownTag).send(appInfo({ appName }))));
    expect(replacements.map(({ status }) => status).toSorted()).toEqual([204, 412, 412]);
  });
});
