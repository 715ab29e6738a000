import {
  dnsRulesOf,
  registerApplication,
  registrationOf,
  subscribeToTermination,
  terminationSubscriptionsOf,
  trafficRulesOf,
  underAlias,
} from '../../support/app-support.js';
import { type AppInfo, appInfo } from '../../support/app-support-factories.js';
import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { category, without } from '../../support/factories.js';
import { addDnsRule, addTrafficRule, appInstance, appInstanceOf, terminate } from '../../support/mm5.js';
import { registerService, SERVICES, servicesOf, subscribe } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('a registration', () => {
  const { api, application } = usePlatform();

  let registered: AppInfo & { appInstanceId: string };
  let path: string;

  beforeEach(async () => {
    registered = await registerApplication(api, { appProvider: 'Example', appCategory: category('video'), appProfile: { easId: 'a' } });
    path = registrationOf(registered.appInstanceId);
  });

  describe('GET', () => {
    it('shows what the application was registered with, under both versions', async () => {
      await api.get(path).expect(200, registered);
      await api.get(underAlias(path)).expect(200, registered);
    });

    it('answers 404 for an application that nobody knows, and for one that is known but not registered', async () => {
      for (const id of ['nobody', application]) {
        const { body } = await api.get(registrationOf(id)).expect(404);
        expect(body.detail).toContain(id);
      }
    });
  });

  describe('PUT', () => {
    it('replaces everything: what is left out is gone', async () => {
      const replacement = appInfo({ appName: 'renamed', endpoint: { fqdn: ['app.example'] } });
      await api.put(path).send(replacement).expect(204);
      await api.get(path).expect(200, { appName: 'renamed', appInstanceId: registered.appInstanceId, endpoint: { fqdn: ['app.example'] }, isInsByMec: false });
      expect(await appInstance(api, registered.appInstanceId)).toMatchObject({ appName: 'renamed', state: 'INSTANTIATED' });
    });

    it('takes what GET shows', async () => {
      await api.put(path).send(registered).expect(204);
      await api.get(path).expect(200, registered);
    });

    it('works under the alias as well', async () => {
      await api.put(underAlias(path)).send(appInfo({ appName: 'aliased' })).expect(204);
      const { body } = await api.get(path).expect(200);
      expect(body.appName).toBe('aliased');
    });

    it('ignores another id in the body, and attributes that the document does not know', async () => {
      await api.put(path).send({ ...appInfo({ appInstanceId: application }), colour: 'blue' }).expect(204);
      const { body } = await api.get(path).expect(200);
      expect(body.appInstanceId).toBe(registered.appInstanceId);
      expect(body).not.toHaveProperty('colour');
      await api.get(registrationOf(application)).expect(404);
    });

    it.each<[string, () => object, string]>([
      ['no endpoint', () => without(appInfo(), 'endpoint'), 'endpoint'],
      ['no appName', () => without(appInfo(), 'appName'), 'appName'],
      ['a profile of another provider', () => appInfo({ appProvider: 'Other', appProfile: { provId: 'Example' } }), '/appProvider'],
      ['isInsByMec, which cannot become true', () => ({ ...appInfo(), isInsByMec: true, appDId: 'd' }), '/isInsByMec must stay false'],
    ])('with %s is refused and changes nothing', async (_name, body, place) => {
      const { body: refusal } = await api.put(path).send(body()).expect(400);
      expect(refusal.detail).toContain(place);
      await api.get(path).expect(200, registered);
    });

    it('answers 404 for an application that nobody knows, and for one that is known but not registered', async () => {
      for (const id of ['nobody', application]) await api.put(registrationOf(id)).send(appInfo()).expect(404);
    });
  });

  describe('DELETE', () => {
    it('ends the application with its services, subscriptions and rules', async () => {
      const { appInstanceId } = registered;
      const service = await registerService(api, appInstanceId);
      const subscriptions = [await subscribe(api, appInstanceId, CALLBACK), await subscribeToTermination(api, appInstanceId, CALLBACK)];
      await addTrafficRule(api, appInstanceId, { state: 'ACTIVE' });
      await addDnsRule(api, appInstanceId, { state: 'ACTIVE' });
      await api.delete(path).expect(204);
      const gone = [path, appInstanceOf(appInstanceId), servicesOf(appInstanceId), terminationSubscriptionsOf(appInstanceId), trafficRulesOf(appInstanceId)];
      for (const place of [...gone, dnsRulesOf(appInstanceId), `${SERVICES}/${service.serInstanceId}`, ...subscriptions]) await api.get(place).expect(404);
    });

    it('tells those who have subscribed to its services, and not itself', async () => {
      const sink = await startCallbackSink();
      await subscribe(api, application, sink.url('other'));
      await subscribe(api, registered.appInstanceId, sink.url('own'), { states: ['SUSPENDED'] });
      const { serName } = await registerService(api, registered.appInstanceId);
      await api.delete(path).expect(204);
      const changes = () => sink.at('other').map(({ serviceReferences: [reference] }) => [reference!.serName, reference!.changeType]);
      await eventually(() => expect(changes()).toEqual([[serName, 'ADDED'], [serName, 'REMOVED']]));
      expect(sink.at('own')).toEqual([]);
    });

    it('frees the id: who takes it next finds nothing of the former', async () => {
      const { appInstanceId } = registered;
      await addTrafficRule(api, appInstanceId);
      await api.delete(underAlias(path)).expect(204);
      await registerApplication(api, { appInstanceId });
      for (const list of [servicesOf(appInstanceId), trafficRulesOf(appInstanceId), dnsRulesOf(appInstanceId)]) await api.get(list).expect(200, []);
      expect((await appInstance(api, appInstanceId)).state).toBe('INSTANTIATED');
    });

    it('may come while the application is being stopped', async () => {
      await terminate(api, registered.appInstanceId, 'STOPPING', 60);
      await api.delete(path).expect(204);
      await registerApplication(api, { appInstanceId: registered.appInstanceId });
      expect(await appInstance(api, registered.appInstanceId)).not.toHaveProperty('termination');
    });

    it('answers 404 when there is nothing to delete', async () => {
      await api.delete(path).expect(204);
      for (const id of [registered.appInstanceId, 'nobody', application]) await api.delete(registrationOf(id)).expect(404);
      await api.get(appInstanceOf(application)).expect(200);
    });
  });
});
