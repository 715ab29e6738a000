import { dnsRule, trafficRule } from '../../support/app-support-factories.js';
import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { createApplication } from '../../support/factories.js';
import { addDnsRule, addTrafficRule, appInstance, appInstanceOf, managedDnsRuleOf, managedDnsRulesOf, managedTrafficRuleOf, managedTrafficRulesOf, terminateOf } from '../../support/mm5.js';
import { usePlatform } from '../../support/use-platform.js';

describe('faults of the server that Mm5 runs on', () => {
  const { api, platform } = usePlatform();

  let application: string;
  beforeEach(async () => {
    application = await createApplication(platform);
  });

  it('are answered 503 with Retry-After while the database takes no writes; no rule has come, gone or changed its effect afterwards', async () => {
    const traffic = managedTrafficRuleOf(application, await addTrafficRule(api, application, { state: 'ACTIVE' }));
    const dns = managedDnsRuleOf(application, await addDnsRule(api, application));
    const places = [managedTrafficRulesOf(application), managedDnsRulesOf(application), appInstanceOf(application)];
    const before = await Promise.all(places.map(async (place) => (await api.get(place).expect(200)).body as object));
    const attempts = [
      () => api.post(managedTrafficRulesOf(application)).send(trafficRule({ state: 'ACTIVE' })),
      () => api.put(traffic).send(trafficRule({ state: 'INACTIVE' })),
      () => api.delete(traffic),
      () => api.post(managedDnsRulesOf(application)).send(dnsRule({ state: 'ACTIVE' })),
      () => api.put(dns).send(dnsRule({ state: 'ACTIVE', ttl: 1 })),
      () => api.delete(dns),
      () => api.post(terminateOf(application)).send({ operationAction: 'TERMINATING', maxGracefulTimeout: 0 }),
    ];
    for (const attempt of attempts) {
      const { headers } = await withoutWrites(platform.databaseUrl, async () => attempt().expect(503));
      expect(headers['retry-after']).toMatch(/^\d+$/);
    }
    for (const [i, place] of places.entries()) await api.get(place).expect(200, before[i]!);
    await api.delete(traffic).expect(204);
    await api.put(dns).send(dnsRule({ state: 'ACTIVE' })).expect(200);
  });

  it('are answered 500 when they are of its own, without a word of its inside; nothing has changed afterwards', async () => {
    await executeSql(platform.databaseUrl, 'ALTER TABLE termination RENAME TO elsewhere');
    const { body } = await api.post(terminateOf(application)).send({ operationAction: 'STOPPING', maxGracefulTimeout: 60 }).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO termination');
    expect((await appInstance(api, application)).state).toBe('INSTANTIATED');
    await api.post(terminateOf(application)).send({ operationAction: 'STOPPING', maxGracefulTimeout: 60 }).expect(202);
  });
});
