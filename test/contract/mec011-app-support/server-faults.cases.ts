import {
  confirmReadyOf,
  dnsRuleOf,
  READY,
  registerApplication,
  REGISTRATIONS,
  registrationOf,
  subscribeToTermination,
  terminationSubscriptionsOf,
  trafficRuleOf,
} from '../../support/app-support.js';
import { appInfo, dnsRule, terminationSubscription, trafficRule } from '../../support/app-support-factories.js';
import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { addDnsRule, addTrafficRule, appInstance, managedTrafficRuleOf } from '../../support/mm5.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('faults of the server that application support runs on', () => {
  const { api, platform } = usePlatform();

  let application: string;
  beforeEach(async () => {
    ({ appInstanceId: application } = await registerApplication(api));
  });

  it('are answered 503 with Retry-After while the database takes no writes; nothing has changed afterwards', async () => {
    const traffic = trafficRuleOf(application, await addTrafficRule(api, application));
    const dns = dnsRuleOf(application, await addDnsRule(api, application, { state: 'ACTIVE' }));
    const subscription = await subscribeToTermination(api, application, CALLBACK);
    const places = [traffic, dns, subscription, registrationOf(application)];
    const before = await Promise.all(places.map(async (place) => (await api.get(place).expect(200)).body as object));
    const attempts = [
      () => api.put(traffic).send(trafficRule({ state: 'ACTIVE', priority: 0 })),
      () => api.put(dns).send(dnsRule({ state: 'INACTIVE' })),
      () => api.post(terminationSubscriptionsOf(application)).send(terminationSubscription(application, CALLBACK)),
      () => api.delete(subscription),
      () => api.post(confirmReadyOf(application)).send(READY),
      () => api.post(REGISTRATIONS).send(appInfo()),
      () => api.delete(registrationOf(application)),
    ];
    for (const attempt of attempts) {
      const { headers } = await withoutWrites(platform.databaseUrl, async () => attempt().expect(503));
      expect(headers['retry-after']).toMatch(/^\d+$/);
    }
    for (const [i, place] of places.entries()) await api.get(place).expect(200, before[i]!);
    expect((await appInstance(api, application)).state).toBe('INSTANTIATED');
    await api.put(traffic).send(trafficRule({ state: 'ACTIVE', priority: 0 })).expect(200);
  });

  it('are answered 500 when they are of its own, without a word of its inside; nothing has changed afterwards', async () => {
    const id = await addTrafficRule(api, application);
    await executeSql(platform.databaseUrl, 'ALTER TABLE app_rule RENAME TO elsewhere');
    const { body } = await api.put(trafficRuleOf(application, id)).send(trafficRule({ state: 'ACTIVE' })).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO app_rule');
    await api.get(managedTrafficRuleOf(application, id)).expect(200, { trafficRuleId: id, ...trafficRule() });
    await api.put(trafficRuleOf(application, id)).send(trafficRule({ state: 'ACTIVE' })).expect(200);
  });
});
