import { confirmReady, confirmTerminationOf, dnsRulesOf, registerApplication, registrationOf, subscribeToTermination, trafficRulesOf } from '../../support/app-support.js';
import type { OperationAction } from '../../support/app-support-factories.js';
import { createApplication } from '../../support/factories.js';
import { addDnsRule, addTrafficRule, APP_INSTANCES, appInstance, appInstanceOf, managedTrafficRulesOf, terminate, terminateOf } from '../../support/mm5.js';
import { pathOf, registerService, servicesOf } from '../../support/service-management.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const ACTIONS: OperationAction[] = ['STOPPING', 'TERMINATING'];

describe('terminate', () => {
  const clock = new TestClock();
  const { api, platform } = usePlatform({ clock });

  let application: string;
  beforeEach(async () => {
    application = await createApplication(platform);
    await confirmReady(api, application);
  });

  const post = (body: object) => api.post(terminateOf(application)).send(body);

  describe('with time to finish', () => {
    it.each(ACTIONS)('%s is answered 202 with the instance, and its place', async (operationAction) => {
      const { body, headers } = await post({ operationAction, maxGracefulTimeout: 120 }).expect(202);
      expect(headers['location']).toBe(`http://mep.test:8080${appInstanceOf(application)}`);
      const dueAt = new Date(clock.now() + 120_000).toISOString();
      expect(body).toMatchObject({ appInstanceId: application, state: operationAction, termination: { operationAction, maxGracefulTimeout: 120, dueAt } });
      await api.get(pathOf(String(headers['location']))).expect(200, body);
    });

    it('waits for a day at most', async () => {
      await terminate(api, application, 'STOPPING', 86_400);
      await clock.advance(1000);
      expect((await appInstance(api, application)).state).toBe('STOPPING');
    });

    it('waits from INSTANTIATED as well', async () => {
      const instantiated = await createApplication(platform);
      expect((await terminate(api, instantiated, 'STOPPING', 60)).state).toBe('STOPPING');
    });

    it('waits though nobody has subscribed', async () => {
      await terminate(api, application, 'TERMINATING', 60);
      await clock.advance(1000);
      expect((await appInstance(api, application)).state).toBe('TERMINATING');
    });
  });

  describe('without', () => {
    it('STOPPING stops at once: services and subscriptions are gone, rules stay without effect', async () => {
      await registerService(api, application);
      const subscription = await subscribeToTermination(api, application, 'http://127.0.0.1:9/unused');
      await addTrafficRule(api, application, { state: 'ACTIVE' });
      await addDnsRule(api, application, { state: 'ACTIVE' });
      const { body, headers } = await post({ operationAction: 'STOPPING', maxGracefulTimeout: 0 }).expect(202);
      expect(body).toMatchObject({ state: 'STOPPED' });
      expect(body).not.toHaveProperty('termination');
      await api.get(pathOf(String(headers['location']))).expect(200, body);
      await api.get(servicesOf(application)).expect(200, []);
      await api.get(subscription).expect(404);
      for (const rules of [trafficRulesOf(application), dnsRulesOf(application)]) expect((await api.get(rules).expect(200)).body).toMatchObject([{ state: 'INACTIVE' }]);
    });

    it('TERMINATING ends the instance at once, and shows what it was', async () => {
      await addTrafficRule(api, application, { state: 'ACTIVE' });
      const { body, headers } = await post({ operationAction: 'TERMINATING', maxGracefulTimeout: 0 }).expect(202);
      expect(body).toMatchObject({ appInstanceId: application, state: 'TERMINATING' });
      for (const gone of [pathOf(String(headers['location'])), managedTrafficRulesOf(application), servicesOf(application)]) await api.get(gone).expect(404);
    });

    it('TERMINATING ends the registration too, and frees the id', async () => {
      const { appInstanceId } = await registerApplication(api);
      await terminate(api, appInstanceId, 'TERMINATING');
      await api.get(registrationOf(appInstanceId)).expect(404);
      await registerApplication(api, { appInstanceId });
    });
  });

  describe('of a stopped instance', () => {
    beforeEach(() => terminate(api, application, 'STOPPING'));

    it.each([0, 3600])('TERMINATING does not wait, whether it is given %i seconds: nothing runs that could finish', async (seconds) => {
      await terminate(api, application, 'TERMINATING', seconds);
      await api.get(appInstanceOf(application)).expect(404);
    });

    it('STOPPING is answered 409', async () => {
      const { body } = await post({ operationAction: 'STOPPING', maxGracefulTimeout: 0 }).expect(409);
      expect(body.detail).toContain('STOPPED');
    });
  });

  describe.each(ACTIONS)('while %s is under way', (first) => {
    it.each(ACTIONS)('%s is answered 409, and changes nothing', async (second) => {
      const before = await terminate(api, application, first, 60);
      for (const maxGracefulTimeout of [0, 3600]) {
        const { body } = await post({ operationAction: second, maxGracefulTimeout }).expect(409);
        expect(body.detail).toContain(first);
      }
      expect(await appInstance(api, application)).toEqual(before);
    });
  });

  it('goes to one of those that ask at the same time', async () => {
    const answers = await Promise.all(ACTIONS.flatMap((operationAction) => [60, 60].map(async (maxGracefulTimeout) => post({ operationAction, maxGracefulTimeout }))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409, 409]);
  });

  it('may come again after the stop was confirmed and the application runs again', async () => {
    await terminate(api, application, 'STOPPING', 60);
    await api.post(confirmTerminationOf(application)).send({ operationAction: 'STOPPING' }).expect(204);
    await confirmReady(api, application);
    expect((await terminate(api, application, 'TERMINATING', 30)).termination).toMatchObject({ maxGracefulTimeout: 30 });
  });

  it.each<[string, object, string]>([
    ['no action', { maxGracefulTimeout: 0 }, 'lacks the attribute operationAction'],
    ['another action', { operationAction: 'PAUSING', maxGracefulTimeout: 0 }, '/operationAction'],
    ['no time', { operationAction: 'STOPPING' }, 'lacks the attribute maxGracefulTimeout'],
    ['less than no time', { operationAction: 'STOPPING', maxGracefulTimeout: -1 }, '/maxGracefulTimeout'],
    ['more than a day', { operationAction: 'STOPPING', maxGracefulTimeout: 86_401 }, '/maxGracefulTimeout'],
    ['half a second', { operationAction: 'STOPPING', maxGracefulTimeout: 0.5 }, '/maxGracefulTimeout'],
    ['a text for the time', { operationAction: 'STOPPING', maxGracefulTimeout: '60' }, '/maxGracefulTimeout'],
    ['the name of its type around it', { TerminateRequest: { operationAction: 'STOPPING', maxGracefulTimeout: 0 } }, 'lacks the attribute'],
  ])('with %s is refused', async (_name, body, place) => {
    const { body: refusal } = await post(body).expect(400);
    expect(refusal.detail).toContain(place);
    expect((await appInstance(api, application)).state).toBe('READY');
  });

  it('ignores attributes that the document does not know', async () => {
    await post({ operationAction: 'STOPPING', maxGracefulTimeout: 0, reason: 'maintenance' }).expect(202);
  });

  it('is answered 404 at an unknown instance', async () => {
    const { body } = await api.post(terminateOf('nobody')).send({ operationAction: 'STOPPING', maxGracefulTimeout: 0 }).expect(404);
    expect(body.detail).toContain('nobody');
    await api.get(APP_INSTANCES).expect(200);
  });
});
