import { randomUUID } from 'node:crypto';
import {
  confirmReady,
  dnsRulesOf,
  registerApplication,
  REGISTRATIONS,
  registrationOf,
  subscribeToTermination,
  terminationSubscriptionsOf,
  trafficRulesOf,
} from '../../support/app-support.js';
import { type AppInfo, appInfo, managedAppInfo } from '../../support/app-support-factories.js';
import { createApplication, without } from '../../support/factories.js';
import { addDnsRule, addTrafficRule, appInstance, terminate } from '../../support/mm5.js';
import { registerService, servicesOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';
/** As createApplication names its applications. */
const APP_NAME = 'test application';

describe('the registration of an application that the platform has started (isInsByMec)', () => {
  const { api, platform } = usePlatform();
  const post = (body: object) => api.post(REGISTRATIONS).send(body);

  let started: string;
  beforeEach(async () => {
    started = await createApplication(platform);
  });
  const info = (changes: Partial<AppInfo> = {}) => managedAppInfo(started, APP_NAME, changes);

  it('needs no endpoint, and changes neither state nor origin', async () => {
    const { body } = await post(info()).expect(201);
    expect(body).toEqual(info());
    await api.get(registrationOf(started)).expect(200, info());
    expect(await appInstance(api, started)).toMatchObject({ origin: 'SEED', state: 'INSTANTIATED' });
  });

  it('may have an endpoint, a provider and a profile that fit', async () => {
    const endpoint = { uris: ['http://192.0.2.10/'] };
    const { body } = await post(info({ endpoint, appProvider: 'Example', appProfile: { provId: 'Example', endPt: { uri: 'http://192.0.2.10/' } } })).expect(201);
    expect(body).toMatchObject({ endpoint, appProvider: 'Example' });
  });

  it.each<[string, () => object, string]>([
    ['no appInstanceId', () => without(info(), 'appInstanceId'), 'lacks the attribute appInstanceId'],
    ['no appDId', () => without(info(), 'appDId'), 'lacks the attribute appDId'],
    ['required services', () => info({ appServiceRequired: [{ serName: 'a', version: '1' }] }), '/appServiceRequired must be absent'],
    ['optional services', () => info({ appServiceOptional: [] }), '/appServiceOptional must be absent'],
    ['required features', () => info({ appFeatureRequired: [{ featureName: 'a', version: '1' }] }), '/appFeatureRequired must be absent'],
    ['optional features', () => info({ appFeatureOptional: [{ featureName: 'a', version: '1' }] }), '/appFeatureOptional must be absent'],
    ['an unknown appInstanceId', () => info({ appInstanceId: randomUUID() }), '/appInstanceId must be an application instance that this platform has started'],
    ['another appName', () => info({ appName: 'other' }), `/appName must be "${APP_NAME}"`],
    ['a profile of another provider', () => info({ appProvider: 'Other', appProfile: { provId: 'Example' } }), '/appProvider'],
  ])('with %s is refused', async (_name, body, detail) => {
    const { body: refusal } = await post(body()).expect(400);
    expect(refusal.detail).toContain(detail);
    await api.get(registrationOf(started)).expect(404);
  });

  it('tells every fault at once', async () => {
    const { body } = await post({ ...without(info({ appFeatureOptional: [] }), 'appDId', 'appInstanceId') }).expect(400);
    expect((body.faults as { detail: string }[]).map(({ detail }) => /appInstanceId|appDId|descriptor/.exec(detail)?.[0])).toEqual(['appInstanceId', 'appDId', 'descriptor']);
  });

  it('with the id of an application that has registered itself is refused', async () => {
    const { appInstanceId, appName } = await registerApplication(api);
    const { body } = await post(managedAppInfo(appInstanceId, appName)).expect(400);
    expect(body.detail).toContain('/appInstanceId');
  });

  it('is taken once', async () => {
    await post(info()).expect(201);
    const { body } = await post(info({ appProvider: 'Other' })).expect(409);
    expect(body.detail).toContain(started);
    await api.get(registrationOf(started)).expect(200, info());
  });

  describe('PUT', () => {
    beforeEach(() => post(info()).expect(201));

    it('replaces it, with the id of the path', async () => {
      await api.put(registrationOf(started)).send(info({ appProvider: 'Example', appInstanceId: 'another' })).expect(204);
      await api.get(registrationOf(started)).expect(200, info({ appProvider: 'Example' }));
    });

    it('needs no id in the body', async () => {
      await api.put(registrationOf(started)).send(without(info(), 'appInstanceId')).expect(204);
    });

    it.each<[string, () => object, string]>([
      ['another appName', () => info({ appName: 'other' }), '/appName'],
      ['no appDId', () => without(info(), 'appDId'), 'appDId'],
      ['dependencies', () => info({ appServiceRequired: [{ serName: 'a', version: '1' }] }), '/appServiceRequired'],
      ['isInsByMec left out, which would make it false', () => ({ ...without(info(), 'isInsByMec'), ...appInfo({ appName: APP_NAME }) }), '/isInsByMec must stay true'],
    ])('with %s is refused and changes nothing', async (_name, body, place) => {
      const { body: refusal } = await api.put(registrationOf(started)).send(body()).expect(400);
      expect(refusal.detail).toContain(place);
      await api.get(registrationOf(started)).expect(200, info());
    });
  });

  describe('its end', () => {
    let ids: { traffic: string; dns: string };

    beforeEach(async () => {
      await post(info()).expect(201);
      await confirmReady(api, started);
      await registerService(api, started);
      await subscribeToTermination(api, started, CALLBACK);
      ids = { traffic: await addTrafficRule(api, started), dns: await addDnsRule(api, started) };
    });

    async function expectRulesOnly(): Promise<void> {
      await api.get(registrationOf(started)).expect(404);
      await api.get(servicesOf(started)).expect(200, []);
      const { body: subscriptions } = await api.get(terminationSubscriptionsOf(started)).expect(200);
      expect(subscriptions._links.subscriptions).toEqual([]);
      const [traffic, dns] = [await api.get(trafficRulesOf(started)).expect(200), await api.get(dnsRulesOf(started)).expect(200)];
      expect(traffic.body).toMatchObject([{ trafficRuleId: ids.traffic }]);
      expect(dns.body).toMatchObject([{ dnsRuleId: ids.dns }]);
    }

    it('by DELETE takes its services and subscriptions; the instance and its rules stay, and it may register again', async () => {
      await api.delete(registrationOf(started)).expect(204);
      await expectRulesOnly();
      expect(await appInstance(api, started)).toMatchObject({ state: 'READY' });
      await post(info()).expect(201);
    });

    it('comes with the stop of the application, which registers anew when it runs again', async () => {
      await terminate(api, started, 'STOPPING');
      await expectRulesOnly();
      expect(await appInstance(api, started)).toMatchObject({ state: 'STOPPED' });
      await confirmReady(api, started);
      await post(info()).expect(201);
    });
  });

  it('of an application that has registered itself outlasts its stop', async () => {
    const registered = await registerApplication(api);
    await terminate(api, registered.appInstanceId, 'STOPPING');
    await api.get(registrationOf(registered.appInstanceId)).expect(200, registered);
  });
});
