import { confirmTerminationOf, registerApplication } from '../../support/app-support.js';
import { dnsRule, trafficRule } from '../../support/app-support-factories.js';
import {
  addDnsRule,
  addTrafficRule,
  APP_INSTANCES,
  appInstanceOf,
  managedDnsRuleOf,
  managedDnsRulesOf,
  managedTrafficRuleOf,
  managedTrafficRulesOf,
  terminate,
} from '../../support/mm5.js';
import { type ConditionalWrite, describeConditionalRead, describeConditionalWrite, tagOf } from '../../support/preconditions.js';
import { usePlatform } from '../../support/use-platform.js';

const STATES = ['ACTIVE', 'INACTIVE'] as const;

describe('conditional requests over Mm5', () => {
  const { api } = usePlatform();

  let application: string;
  /** Ids of rules by the state in which they are. */
  let traffic: { ACTIVE: string; INACTIVE: string };
  let dns: { ACTIVE: string; INACTIVE: string };

  beforeEach(async () => {
    ({ appInstanceId: application } = await registerApplication(api));
    traffic = { ACTIVE: await addTrafficRule(api, application, { state: 'ACTIVE' }), INACTIVE: await addTrafficRule(api, application) };
    dns = { ACTIVE: await addDnsRule(api, application, { state: 'ACTIVE' }), INACTIVE: await addDnsRule(api, application) };
  });

  const READABLE: [string, () => string][] = [
    ['the application instances', () => APP_INSTANCES],
    ['the application instances of a state', () => `${APP_INSTANCES}?state=INSTANTIATED`],
    ['an application instance', () => appInstanceOf(application)],
    ['the traffic rules', () => managedTrafficRulesOf(application)],
    ['a traffic rule', () => managedTrafficRuleOf(application, traffic.ACTIVE)],
    ['the DNS rules', () => managedDnsRulesOf(application)],
    ['a DNS rule', () => managedDnsRuleOf(application, dns.ACTIVE)],
  ];
  for (const [name, path] of READABLE) describeConditionalRead(api, { name, path });

  it('answers 304 for rules with the header that tells that they are a record', async () => {
    const lists = [managedTrafficRulesOf(application), managedDnsRulesOf(application)];
    for (const path of [...lists, managedTrafficRuleOf(application, traffic.ACTIVE), managedDnsRuleOf(application, dns.ACTIVE)]) {
      const { headers } = await api.get(path).set('If-None-Match', '*').expect(304);
      expect(headers['openmep-data-plane']).toBe('none');
    }
  });

  const WRITES = STATES.flatMap((before): ConditionalWrite[] => [
    ...STATES.flatMap((after): ConditionalWrite[] => [
      {
        name: `PUT of a traffic rule, ${before} to ${after},`,
        path: () => managedTrafficRuleOf(application, traffic[before]),
        send: (path) => api.put(path).send(trafficRule({ state: after, priority: 20 })),
        status: 200,
      },
      {
        name: `PUT of a DNS rule, ${before} to ${after},`,
        path: () => managedDnsRuleOf(application, dns[before]),
        send: (path) => api.put(path).send(dnsRule({ state: after, ttl: 20 })),
        status: 200,
      },
    ]),
    { name: `DELETE of an ${before} traffic rule`, path: () => managedTrafficRuleOf(application, traffic[before]), send: (path) => api.delete(path), status: 204 },
    { name: `DELETE of an ${before} DNS rule`, path: () => managedDnsRuleOf(application, dns[before]), send: (path) => api.delete(path), status: 204 },
  ]);
  for (const write of WRITES) describeConditionalWrite(api, write);

  it('the tag of an application instance, and of the list, changes with its state', async () => {
    const paths = [appInstanceOf(application), APP_INSTANCES];
    const tags = async () => Promise.all(paths.map((path) => tagOf(api, path)));
    const seen = [await tags()];
    await terminate(api, application, 'STOPPING', 60);
    seen.push(await tags());
    await api.post(confirmTerminationOf(application)).send({ operationAction: 'STOPPING' }).expect(204);
    seen.push(await tags());
    for (const [i] of paths.entries()) expect(new Set(seen.map((both) => both[i])).size).toBe(3);
  });

  it('the tag of a list of rules changes with every rule that comes or goes', async () => {
    const paths = [managedTrafficRulesOf(application), managedDnsRulesOf(application)];
    const tags = async () => Promise.all(paths.map((path) => tagOf(api, path)));
    const before = await tags();
    await addTrafficRule(api, application);
    await addDnsRule(api, application);
    const between = await tags();
    await api.delete(managedTrafficRuleOf(application, traffic.INACTIVE)).expect(204);
    await api.delete(managedDnsRuleOf(application, dns.INACTIVE)).expect(204);
    const after = await tags();
    for (const [i] of paths.entries()) expect(new Set([before[i], between[i], after[i]]).size).toBe(3);
  });

  it('the tag of a rule does not change with another rule', async () => {
    const path = managedTrafficRuleOf(application, traffic.ACTIVE);
    const tag = await tagOf(api, path);
    await api.delete(managedTrafficRuleOf(application, traffic.INACTIVE)).expect(204);
    expect(await tagOf(api, path)).toBe(tag);
  });

  it('404 is answered before 412', async () => {
    for (const path of [managedTrafficRuleOf(application, 'unknown'), managedDnsRuleOf(application, 'unknown')]) {
      await api.put(path).set('If-Match', '"other"').send(path.includes('dns') ? dnsRule() : trafficRule()).expect(404);
      await api.delete(path).set('If-Match', '"other"').expect(404);
    }
  });

  it('one of several writes goes through that stand on the same representation', async () => {
    const path = managedDnsRuleOf(application, dns.INACTIVE);
    const tag = await tagOf(api, path);
    const answers = await Promise.all([1, 2, 3].map(async (ttl) => api.put(path).set('If-Match', tag).send(dnsRule({ ttl }))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  });
});
