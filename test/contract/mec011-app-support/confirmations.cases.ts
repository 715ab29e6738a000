import {
  confirmReady,
  confirmReadyOf,
  confirmTerminationOf,
  dnsRuleOf,
  READY,
  registerApplication,
  trafficRuleOf,
  underAlias,
} from '../../support/app-support.js';
import { dnsRule, trafficRule } from '../../support/app-support-factories.js';
import { createApplication } from '../../support/factories.js';
import { addDnsRule, addTrafficRule, appInstance, appInstanceOf, terminate } from '../../support/mm5.js';
import { usePlatform } from '../../support/use-platform.js';

const STOPPING = { operationAction: 'STOPPING' } as const;
const TERMINATING = { operationAction: 'TERMINATING' } as const;

describe('confirmations', () => {
  const { api, platform } = usePlatform();

  let application: string;
  beforeEach(async () => {
    application = await createApplication(platform);
  });

  const stateNow = async () => (await appInstance(api, application)).state;

  describe('confirm_ready', () => {
    it('makes the application READY, and may be repeated', async () => {
      expect(await stateNow()).toBe('INSTANTIATED');
      for (const path of [confirmReadyOf(application), underAlias(confirmReadyOf(application)), confirmReadyOf(application)]) {
        await api.post(path).send(READY).expect(204);
        expect(await stateNow()).toBe('READY');
      }
    });

    it('comes from an application that has registered itself as well', async () => {
      const { appInstanceId } = await registerApplication(api);
      await confirmReady(api, appInstanceId);
      expect(await appInstance(api, appInstanceId)).toMatchObject({ origin: 'REGISTRATION', state: 'READY' });
    });

    it('brings a stopped application back, and with it the effect of its rules', async () => {
      const places = [
        trafficRuleOf(application, await addTrafficRule(api, application, { state: 'ACTIVE' })),
        dnsRuleOf(application, await addDnsRule(api, application, { state: 'ACTIVE' })),
      ];
      const states = async () => Promise.all(places.map(async (place) => (await api.get(place).expect(200)).body.state as string));
      await terminate(api, application, 'STOPPING');
      expect([await stateNow(), await states()]).toEqual(['STOPPED', ['INACTIVE', 'INACTIVE']]);
      await confirmReady(api, application);
      expect([await stateNow(), await states()]).toEqual(['READY', ['ACTIVE', 'ACTIVE']]);
    });

    it.each([STOPPING, TERMINATING])('is answered 409 while $operationAction is under way', async ({ operationAction }) => {
      await terminate(api, application, operationAction, 60);
      const { body } = await api.post(confirmReadyOf(application)).send(READY).expect(409);
      expect(body.detail).toContain(operationAction);
      expect(await stateNow()).toBe(operationAction);
    });

    it.each([
      ['another indication', { indication: 'STEADY' }, '/indication'],
      ['no indication', {}, 'lacks the attribute indication'],
      ['true for the indication', { indication: true }, '/indication'],
      ['the name of its type around it', { AppReadyConfirmation: READY }, 'lacks the attribute indication'],
    ])('with %s is refused', async (_name, body, place) => {
      const { body: refusal } = await api.post(confirmReadyOf(application)).send(body).expect(400);
      expect(refusal.detail).toContain(place);
      expect(await stateNow()).toBe('INSTANTIATED');
    });

    it('ignores attributes that the document does not know', async () => {
      await api.post(confirmReadyOf(application)).send({ ...READY, since: 'yesterday' }).expect(204);
    });

    it('is answered 404 at an unknown application', async () => {
      await api.post(confirmReadyOf('nobody')).send(READY).expect(404);
    });
  });

  describe('confirm_termination', () => {
    it.each([STOPPING, TERMINATING])('of $operationAction lets the platform go on at once', async (confirmation) => {
      await confirmReady(api, application);
      await terminate(api, application, confirmation.operationAction, 3600);
      await api.post(confirmTerminationOf(application)).send(confirmation).expect(204);
      if (confirmation === STOPPING) expect(await stateNow()).toBe('STOPPED');
      else await api.get(appInstanceOf(application)).expect(404);
    });

    it('works under the alias as well', async () => {
      await terminate(api, application, 'STOPPING', 60);
      await api.post(underAlias(confirmTerminationOf(application))).send(STOPPING).expect(204);
      expect(await appInstance(api, application)).not.toHaveProperty('termination');
    });

    it.each<[string, () => Promise<unknown>, string]>([
      ['INSTANTIATED', async () => undefined, 'INSTANTIATED'],
      ['READY', () => confirmReady(api, application), 'READY'],
      ['STOPPED', () => terminate(api, application, 'STOPPING'), 'STOPPED'],
    ])('is answered 409 in %s, where nothing is under way', async (_name, prepare, state) => {
      await prepare();
      for (const confirmation of [STOPPING, TERMINATING]) {
        const { body } = await api.post(confirmTerminationOf(application)).send(confirmation).expect(409);
        expect(body.detail).toContain(application);
      }
      expect(await stateNow()).toBe(state);
    });

    it.each([
      ['TERMINATING where STOPPING is under way', 'STOPPING', TERMINATING],
      ['STOPPING where TERMINATING is under way', 'TERMINATING', STOPPING],
    ] as const)('is answered 409 for %s', async (_name, action, confirmation) => {
      await terminate(api, application, action, 60);
      const { body } = await api.post(confirmTerminationOf(application)).send(confirmation).expect(409);
      expect(body.detail).toContain(`was told ${action}, not ${confirmation.operationAction}`);
      expect(await appInstance(api, application)).toMatchObject({ state: action, termination: { operationAction: action } });
    });

    it('is taken once', async () => {
      await terminate(api, application, 'STOPPING', 60);
      const answers = await Promise.all([1, 2, 3].map(async () => api.post(confirmTerminationOf(application)).send(STOPPING)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409]);
    });

    it('is answered 404 when the application is gone', async () => {
      await terminate(api, application, 'TERMINATING', 60);
      await api.post(confirmTerminationOf(application)).send(TERMINATING).expect(204);
      await api.post(confirmTerminationOf(application)).send(TERMINATING).expect(404);
    });

    it('is answered 404 at an unknown application', async () => {
      await api.post(confirmTerminationOf('nobody')).send(TERMINATING).expect(404);
    });

    it.each([
      ['another action', { operationAction: 'STOPPPING' }, '/operationAction'],
      ['no action', {}, 'lacks the attribute operationAction'],
      ['the name of its type around it', { AppTerminationConfirmation: TERMINATING }, 'lacks the attribute operationAction'],
    ])('with %s is refused', async (_name, body, place) => {
      await terminate(api, application, 'TERMINATING', 60);
      const { body: refusal } = await api.post(confirmTerminationOf(application)).send(body).expect(400);
      expect(refusal.detail).toContain(place);
      expect(await stateNow()).toBe('TERMINATING');
    });

    it('ignores attributes that the document does not know', async () => {
      await terminate(api, application, 'STOPPING', 60);
      await api.post(confirmTerminationOf(application)).send({ ...STOPPING, because: 'finished' }).expect(204);
    });
  });

  describe('while the application is told to finish', () => {
    it.each(['STOPPING', 'TERMINATING'] as const)('with %s, its rules still have effect and may be changed', async (action) => {
      const traffic = trafficRuleOf(application, await addTrafficRule(api, application, { state: 'ACTIVE' }));
      const dns = dnsRuleOf(application, await addDnsRule(api, application, { state: 'ACTIVE' }));
      await terminate(api, application, action, 60);
      for (const place of [traffic, dns]) expect((await api.get(place).expect(200)).body.state).toBe('ACTIVE');
      await api.put(traffic).send(trafficRule({ state: 'INACTIVE' })).expect(200);
      await api.put(dns).send(dnsRule({ state: 'INACTIVE' })).expect(200);
    });
  });
});
