import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import {
  confirmReady,
  dnsRuleOf,
  dnsRulesOf,
  registrationOf,
  REGISTRATIONS,
  terminationSubscriptionsOf,
  trafficRuleOf,
  trafficRulesOf,
} from '../../support/app-support.js';
import {
  type AppTerminationNotification,
  dnsRule,
  droppingRule,
  managedAppInfo,
  terminationSubscription,
  toAddress,
  trafficRule,
} from '../../support/app-support-factories.js';
import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { APP_INSTANCES, appInstance, managedDnsRuleOf, managedTrafficRuleOf, terminate } from '../../support/mm5.js';
import { startPlatform } from '../../support/platform.js';
import { writeYaml } from '../../support/process.js';
import { specAgent } from '../../support/spec-agent.js';

const APP_INSTANCE_ID = 'seeded-application';
const APP_NAME = 'seeded';
const CALLBACK = 'http://127.0.0.1:9/unused';

describe('seeds of application support', () => {
  /** The environment with a seed file that holds one application. */
  const seeding = (sections: Record<string, unknown[]>) => ({
    MEC_SEED_FILE: writeYaml({ applications: [{ appInstanceId: APP_INSTANCE_ID, appName: APP_NAME, ...sections }] }),
  });

  const traffic = { ...trafficRule({ state: 'ACTIVE' }), trafficRuleId: 'traffic-1' };
  const { state: _inactive, ...stateless } = droppingRule();
  const dns = { ...dnsRule({ state: 'ACTIVE' }), dnsRuleId: 'dns-1' };
  const subscription = { ...terminationSubscription(APP_INSTANCE_ID, CALLBACK), subscriptionId: 'subscription-1' };

  it('gives applications traffic rules, DNS rules and termination subscriptions, which are there from the start', async () => {
    const environment = seeding({ trafficRules: [traffic, { ...stateless, trafficRuleId: 'traffic-2' }], dnsRules: [dns], subscriptions: [subscription] });
    const api = specAgent(await startPlatform({ environment }));
    expect(await appInstance(api, APP_INSTANCE_ID)).toMatchObject({ appName: APP_NAME, origin: 'SEED', state: 'INSTANTIATED' });
    const { body } = await api.get(trafficRulesOf(APP_INSTANCE_ID)).expect(200);
    expect(body).toEqual([traffic, { ...droppingRule(), trafficRuleId: 'traffic-2' }]);
    await api.get(dnsRulesOf(APP_INSTANCE_ID)).expect(200, [dns]);
    const { body: shown } = await api.get(`${terminationSubscriptionsOf(APP_INSTANCE_ID)}/subscription-1`).expect(200);
    expect(shown).toMatchObject(terminationSubscription(APP_INSTANCE_ID, CALLBACK));
    await api.get(registrationOf(APP_INSTANCE_ID)).expect(404);
  });

  it('makes subscriptions that are told', async () => {
    const sink = await startCallbackSink<AppTerminationNotification>({ document: 'mec011-app-support', operationId: 'appTerminationNotificationPOST' });
    const api = specAgent(await startPlatform({ environment: seeding({ subscriptions: [{ ...subscription, callbackReference: sink.url() }] }) }));
    await terminate(api, APP_INSTANCE_ID, 'STOPPING', 60);
    await eventually(() => expect(sink.at()).toHaveLength(1));
    expect(sink.at()[0]!._links.subscription.href).toMatch(/\/subscriptions\/subscription-1$/);
  });

  it('makes applications that may register themselves as started by the platform, and not otherwise', async () => {
    const api = specAgent(await startPlatform({ environment: seeding({}) }));
    await confirmReady(api, APP_INSTANCE_ID);
    const info = managedAppInfo(APP_INSTANCE_ID, APP_NAME);
    await api.post(REGISTRATIONS).send({ ...info, isInsByMec: false, endpoint: { uris: ['/a'] } }).expect(409);
    await api.post(REGISTRATIONS).send({ ...info, appName: 'other' }).expect(400);
    await api.post(REGISTRATIONS).send(info).expect(201, info);
  });

  it('overwrites nothing when it is applied again, and brings back what is gone', async () => {
    const environment = seeding({ trafficRules: [traffic], dnsRules: [dns], subscriptions: [subscription] });
    const first = await startPlatform({ environment });
    const api = specAgent(first);
    await api.put(managedTrafficRuleOf(APP_INSTANCE_ID, 'traffic-1')).send(droppingRule()).expect(200);
    await api.delete(managedDnsRuleOf(APP_INSTANCE_ID, 'dns-1')).expect(204);
    await api.delete(`${terminationSubscriptionsOf(APP_INSTANCE_ID)}/subscription-1`).expect(204);
    await confirmReady(api, APP_INSTANCE_ID);
    await first.stop();
    const again = specAgent(await startPlatform({ environment: { ...environment, DATABASE_URL: first.databaseUrl } }));
    await again.get(trafficRuleOf(APP_INSTANCE_ID, 'traffic-1')).expect(200, { trafficRuleId: 'traffic-1', ...droppingRule() });
    await again.get(dnsRuleOf(APP_INSTANCE_ID, 'dns-1')).expect(200, dns);
    await again.get(`${terminationSubscriptionsOf(APP_INSTANCE_ID)}/subscription-1`).expect(200);
    expect((await appInstance(again, APP_INSTANCE_ID)).state).toBe('READY');
  });

  it('may be the example', async () => {
    const api = specAgent(await startPlatform({ environment: { MEC_SEED_FILE: join(PACKAGE_ROOT, 'examples', 'seed.yaml') } }));
    const { body: instances } = await api.get(APP_INSTANCES).expect(200);
    expect(instances).toMatchObject([{ appName: 'road-safety', origin: 'SEED' }]);
    const [{ appInstanceId }] = instances as [{ appInstanceId: string }];
    for (const list of [trafficRulesOf(appInstanceId), dnsRulesOf(appInstanceId)]) expect((await api.get(list).expect(200)).body).toHaveLength(1);
  });

  it('with faults of structure keeps the platform from starting, with a sentence for each', async () => {
    const trafficRules = [stateless, { ...traffic, priority: 256 }, 'text', { ...traffic, trafficFilter: [] }];
    const dnsRules = [dnsRule(), { ...dns, ttl: -1 }, { ...dns, ipAddressType: 'IP_V5' }];
    const subscriptions = [terminationSubscription(APP_INSTANCE_ID, CALLBACK), { ...subscription, callbackReference: 7 }];
    const environment = seeding({ trafficRules, dnsRules, subscriptions });
    const faults = await startPlatform({ environment }).then(() => [], (error: Error) => error.message.split('\n'));
    const place = `MEC_SEED_FILE ${environment.MEC_SEED_FILE}: applications[0]`;
    expect(faults).toEqual([
      `${place}.trafficRules[0] lacks the attribute trafficRuleId.`,
      expect.stringMatching(/trafficRules\[1\]\/priority .*255\.$/),
      `${place}.trafficRules[2] must be of type object.`,
      `${place}.trafficRules[3]/trafficFilter must have at least 1 item(s).`,
      `${place}.dnsRules[0] lacks the attribute dnsRuleId.`,
      expect.stringMatching(/dnsRules\[1\]\/ttl .*0\.$/),
      `${place}.dnsRules[2]/ipAddressType must be one of "IP_V6", "IP_V4".`,
      `${place}.subscriptions[0] lacks the attribute subscriptionId.`,
      `${place}.subscriptions[1]/callbackReference must be of type string.`,
    ]);
  });

  it.each<[string, Record<string, unknown[]>, RegExp]>([
    ['a rule that drops to an interface', { trafficRules: [{ ...droppingRule(), trafficRuleId: 'a', dstInterface: toAddress('192.0.2.1') }] }, /trafficRules\[0\]: .*dstInterface/],
    ['a name for an address', { trafficRules: [traffic, { ...traffic, trafficRuleId: 'b', trafficFilter: [{ srcAddress: ['any'] }] }] }, /trafficRules\[1\]: .*\/trafficFilter\/0\/srcAddress\/0/],
    ['an address of another type', { dnsRules: [{ ...dns, ipAddress: '2001:db8::1' }] }, /dnsRules\[0\]: .*\/ipAddress/],
    ['the subscription of another application', { subscriptions: [{ ...subscription, appInstanceId: 'another' }] }, /subscriptions\[0\]: .*\/appInstanceId/],
  ])('with %s keeps the platform from starting, with a sentence that names it', async (_name, sections, sentence) => {
    const environment = seeding(sections);
    const starting = startPlatform({ environment });
    await expect(starting).rejects.toThrow(sentence);
    await expect(starting).rejects.toThrow(`MEC_SEED_FILE ${environment.MEC_SEED_FILE}: applications[0].`);
  });
});
