import { confirmReady, confirmTerminationOf, registerApplication, registrationOf } from '../../support/app-support.js';
import { appInfo } from '../../support/app-support-factories.js';
import { createApplication } from '../../support/factories.js';
import { APP_INSTANCES, appInstance, appInstanceOf, managedDnsRulesOf, managedTrafficRulesOf, type ManagedAppInstance, terminate } from '../../support/mm5.js';
import { startPlatform } from '../../support/platform.js';
import { writeYaml } from '../../support/process.js';
import { pathOf } from '../../support/service-management.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

describe('application instances', () => {
  const clock = new TestClock();
  const { api, application, platform } = usePlatform({ clock });

  const idsOf = (body: unknown) => (body as ManagedAppInstance[]).map(({ appInstanceId }) => appInstanceId);
  const list = async (query = '') => (await api.get(`${APP_INSTANCES}${query}`).expect(200)).body as ManagedAppInstance[];

  describe('a single one', () => {
    it('is shown with its origin, its state and where its rules are', async () => {
      const { appInstanceId, appName } = await registerApplication(api);
      const self = `http://mep.test:8080${appInstanceOf(appInstanceId)}`;
      const { createdAt, ...shown } = await appInstance(api, appInstanceId);
      expect(Math.abs(Date.parse(createdAt) - clock.now())).toBeLessThan(1000);
      expect(shown).toEqual({
        appInstanceId,
        appName,
        origin: 'REGISTRATION',
        state: 'INSTANTIATED',
        _links: { self: { href: self }, trafficRules: { href: `${self}/traffic_rules` }, dnsRules: { href: `${self}/dns_rules` } },
      });
    });

    it('leads to its rules', async () => {
      const { _links } = await appInstance(api, application);
      expect([pathOf(_links.trafficRules.href), pathOf(_links.dnsRules.href)]).toEqual([managedTrafficRulesOf(application), managedDnsRulesOf(application)]);
      for (const { href } of [_links.trafficRules, _links.dnsRules]) await api.get(pathOf(href)).expect(200, []);
      await api.get(pathOf(_links.self.href)).expect(200);
    });

    it('shows each state of its life, and the termination while one is under way', async () => {
      const { appInstanceId } = await registerApplication(api);
      const now = async () => {
        const { state, termination } = await appInstance(api, appInstanceId);
        return [state, termination?.operationAction];
      };
      expect(await now()).toEqual(['INSTANTIATED', undefined]);
      await confirmReady(api, appInstanceId);
      expect(await now()).toEqual(['READY', undefined]);
      await terminate(api, appInstanceId, 'STOPPING', 60);
      expect(await now()).toEqual(['STOPPING', 'STOPPING']);
      await api.post(confirmTerminationOf(appInstanceId)).send({ operationAction: 'STOPPING' }).expect(204);
      expect(await now()).toEqual(['STOPPED', undefined]);
      await confirmReady(api, appInstanceId);
      expect(await now()).toEqual(['READY', undefined]);
      await terminate(api, appInstanceId, 'TERMINATING', 60);
      expect(await now()).toEqual(['TERMINATING', 'TERMINATING']);
      await api.post(confirmTerminationOf(appInstanceId)).send({ operationAction: 'TERMINATING' }).expect(204);
      await api.get(appInstanceOf(appInstanceId)).expect(404);
    });

    it('has its name of the registration, also when that changes', async () => {
      const { appInstanceId } = await registerApplication(api);
      const before = await appInstance(api, appInstanceId);
      await clock.advance(1000);
      await api.put(registrationOf(appInstanceId)).send(appInfo({ appName: 'renamed' })).expect(204);
      expect(await appInstance(api, appInstanceId)).toEqual({ ...before, appName: 'renamed' });
    });

    it('is answered 404 when nobody knows it', async () => {
      const { body } = await api.get(appInstanceOf('nobody')).expect(404);
      expect(body.detail).toContain('nobody');
    });
  });

  describe('the list', () => {
    it('holds all as they are shown alone, in the order in which they became known', async () => {
      const added: string[] = [];
      for (const _turn of [1, 2, 3]) {
        added.push((await registerApplication(api)).appInstanceId, await createApplication(platform));
        await clock.advance(1);
      }
      const instances = await list();
      expect(idsOf(instances)[0]).toBe(application);
      expect(idsOf(instances).slice(-6)).toEqual(added);
      for (const instance of instances) expect(await appInstance(api, instance.appInstanceId)).toEqual(instance);
    });

    it('filters by state, each exactly', async () => {
      const [created, ready, stopping, terminating, stopped] = (await Promise.all([1, 2, 3, 4, 5].map(() => createApplication(platform)))) as [string, string, string, string, string];
      await confirmReady(api, ready);
      await terminate(api, stopping, 'STOPPING', 60);
      await terminate(api, terminating, 'TERMINATING', 60);
      await terminate(api, stopped, 'STOPPING');
      const own = { INSTANTIATED: created, READY: ready, STOPPING: stopping, TERMINATING: terminating, STOPPED: stopped };
      for (const [state, id] of Object.entries(own)) {
        const found = await list(`?state=${state}`);
        expect(new Set(found.map((instance) => instance.state))).toEqual(new Set([state]));
        expect(idsOf(found).filter((found) => Object.values(own).includes(found))).toEqual([id]);
      }
      expect(idsOf(await list())).toEqual(expect.arrayContaining(Object.values(own)));
      expect((await list('?state=TERMINATING')).map(({ termination }) => termination?.operationAction)).not.toContain(undefined);
    });

    it('is empty where no instance is in the state', async () => {
      const alone = specAgent(await startPlatform());
      for (const query of ['', '?state=READY']) await alone.get(`${APP_INSTANCES}${query}`).expect(200, []);
    });

    it.each(['ready', 'TERMINATED', ''])('refuses the state "%s"', async (state) => {
      const { body } = await api.get(`${APP_INSTANCES}?state=${state}`).expect(400);
      expect(body.detail).toContain('state');
    });

    it('refuses two states, since an instance has one', async () => {
      await api.get(`${APP_INSTANCES}?state=READY&state=STOPPED`).expect(400);
    });
  });

  it('stay in the order of the seed file over a restart, whatever their ids', async () => {
    const ids = ['zebra', 'ant', 'mole'];
    const MEC_SEED_FILE = writeYaml({ applications: ids.map((appInstanceId) => ({ appInstanceId, appName: appInstanceId })) });
    const first = await startPlatform({ clock, environment: { MEC_SEED_FILE } });
    const before = await specAgent(first).get(APP_INSTANCES).expect(200);
    await first.stop();
    const second = await startPlatform({ clock, environment: { MEC_SEED_FILE, DATABASE_URL: first.databaseUrl } });
    expect(idsOf(before.body)).toEqual(ids);
    await specAgent(second).get(APP_INSTANCES).expect(200, before.body as object);
  });
});
