import {
  confirmReady,
  confirmTerminationOf,
  dnsRulesOf,
  registerApplication,
  subscribeToTermination,
  terminationSubscriptionsOf,
  trafficRulesOf,
} from '../../support/app-support.js';
import type { AppTerminationNotification, OperationAction } from '../../support/app-support-factories.js';
import { type CallbackSink, type SinkAnswer, startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { addDnsRule, addTrafficRule, appInstance, appInstanceOf, terminate } from '../../support/mm5.js';
import { type PlatformOptions, startPlatform } from '../../support/platform.js';
import { registerService, servicesOf, subscribe, subscriptionsOf } from '../../support/service-management.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const SECOND = 1000;
/** Longer than any pause between two attempts. */
const PAUSE_MS = 60 * SECOND;

const terminationSink = () =>
  startCallbackSink<AppTerminationNotification>({ document: 'mec011-app-support', operationId: 'appTerminationNotificationPOST' });

const confirm = (api: SpecAgent, appInstanceId: string, operationAction: OperationAction) =>
  api.post(confirmTerminationOf(appInstanceId)).send({ operationAction }).expect(204);

/** Lets seconds pass, one after the other, until a check holds. */
const soon = <T>(clock: TestClock, check: () => T | Promise<T>) =>
  eventually(async () => {
    await clock.advance(SECOND);
    return check();
  });

describe('the graceful end of an application', () => {
  const clock = new TestClock();
  const { api } = usePlatform({ clock, environment: { MEC_NOTIFY_TIMEOUT_MS: '1500' } });

  let sink: CallbackSink<AppTerminationNotification>;
  let application: string;

  beforeEach(async () => {
    sink = await terminationSink();
    ({ appInstanceId: application } = await registerApplication(api));
    await confirmReady(api, application);
  });

  const expectGone = async () => void (await api.get(appInstanceOf(application)).expect(404));
  const stateNow = async () => (await appInstance(api, application)).state;

  describe('the notification', () => {
    it.each(['STOPPING', 'TERMINATING'] as const)('of %s tells what comes, how much time there is and where to confirm', async (operationAction) => {
      const path = await subscribeToTermination(api, application, sink.url());
      await terminate(api, application, operationAction, 90);
      await eventually(() => expect(sink.at()).toHaveLength(1));
      expect(sink.at()[0]).toEqual({
        notificationType: 'AppTerminationNotification',
        operationAction,
        maxGracefulTimeout: 90,
        _links: {
          subscription: { href: `http://mep.test:8080${path}` },
          confirmTermination: { href: `http://mep.test:8080${confirmTerminationOf(application)}` },
        },
      });
    });

    it('goes to every subscription of the application, each with an id of its own, and to no other application', async () => {
      const { appInstanceId: other } = await registerApplication(api);
      await subscribeToTermination(api, application, sink.url('one'));
      await subscribeToTermination(api, application, sink.url('two'));
      await subscribeToTermination(api, other, sink.url('other'));
      await terminate(api, application, 'STOPPING', 60);
      await eventually(() => expect([sink.at('one'), sink.at('two')]).toMatchObject([[{ maxGracefulTimeout: 60 }], [{ maxGracefulTimeout: 60 }]]));
      await terminate(api, other, 'TERMINATING', 30);
      await eventually(() => expect(sink.at('other')).toMatchObject([{ operationAction: 'TERMINATING', maxGracefulTimeout: 30 }]));
      expect(new Set(sink.received.map(({ notificationId }) => notificationId)).size).toBe(3);
    });

    it('is not sent to who is not asked', async () => {
      await subscribeToTermination(api, application, sink.url('not-asked'));
      await terminate(api, application, 'STOPPING', 0);
      await confirmReady(api, application);
      await subscribeToTermination(api, application, sink.url('asked'));
      await terminate(api, application, 'STOPPING', 60);
      await eventually(() => expect(sink.at('asked')).toHaveLength(1));
      expect(sink.at('not-asked')).toEqual([]);
    });

    it('comes again at the next end', async () => {
      await subscribeToTermination(api, application, sink.url());
      await terminate(api, application, 'STOPPING', 60);
      await confirm(api, application, 'STOPPING');
      await confirmReady(api, application);
      await subscribeToTermination(api, application, sink.url());
      await terminate(api, application, 'TERMINATING', 30);
      await eventually(() => expect(sink.at().map(({ operationAction }) => operationAction).at(-1)).toBe('TERMINATING'));
    });

    it.each([200, 202, 204, 299])('is delivered by the answer %i', async (status) => {
      sink.answerNext({ status });
      await subscribeToTermination(api, application, sink.url());
      await terminate(api, application, 'STOPPING', 3600);
      await eventually(() => expect(sink.at()).toHaveLength(1));
      await clock.advance(PAUSE_MS);
      expect(sink.at()).toHaveLength(1);
    });

    it.each<[string, SinkAnswer]>([
      ['500', { status: 500 }],
      ['a redirection', { status: 302, headers: { location: '/elsewhere' } }],
      ['no answer in time', 'hang'],
    ])('is repeated after %s, with the same id and body', async (_name, failure) => {
      sink.answerNext(failure);
      await subscribeToTermination(api, application, sink.url());
      await terminate(api, application, 'STOPPING', 3600);
      await soon(clock, () => expect(sink.at()).toHaveLength(2));
      expect(sink.at()[1]).toEqual(sink.at()[0]);
      expect(new Set(sink.received.map(({ notificationId }) => notificationId)).size).toBe(1);
    });
  });

  describe('a stop', () => {
    it('that is confirmed ends what only a running application has, and is over', async () => {
      await subscribeToTermination(api, application, sink.url());
      await subscribe(api, application, 'http://127.0.0.1:9/unused');
      await registerService(api, application);
      const rules = [await addTrafficRule(api, application), await addDnsRule(api, application)];
      await terminate(api, application, 'STOPPING', 60);
      expect((await api.get(servicesOf(application)).expect(200)).body).toHaveLength(1);
      await confirm(api, application, 'STOPPING');
      expect(await appInstance(api, application)).toMatchObject({ state: 'STOPPED' });
      await api.get(servicesOf(application)).expect(200, []);
      for (const list of [terminationSubscriptionsOf(application), subscriptionsOf(application)])
        expect((await api.get(list).expect(200)).body._links.subscriptions).toEqual([]);
      expect((await api.get(trafficRulesOf(application)).expect(200)).body).toMatchObject([{ trafficRuleId: rules[0] }]);
      expect((await api.get(dnsRulesOf(application)).expect(200)).body).toMatchObject([{ dnsRuleId: rules[1] }]);
    });

    it('that is not confirmed is carried out when the time is up, and not before', async () => {
      await subscribeToTermination(api, application, sink.url());
      const { termination } = await terminate(api, application, 'STOPPING', 20);
      expect(termination).toEqual({ operationAction: 'STOPPING', maxGracefulTimeout: 20, dueAt: new Date(clock.now() + 20 * SECOND).toISOString() });
      await clock.advance(19 * SECOND);
      expect(await stateNow()).toBe('STOPPING');
      await clock.advance(SECOND);
      await soon(clock, async () => expect(await appInstance(api, application)).toMatchObject({ state: 'STOPPED' }));
      expect(await appInstance(api, application)).not.toHaveProperty('termination');
      await api.post(confirmTerminationOf(application)).send({ operationAction: 'STOPPING' }).expect(409);
    });

    it('tells those who have subscribed to its services', async () => {
      const other = await startCallbackSink();
      const { appInstanceId } = await registerApplication(api);
      await subscribe(api, appInstanceId, other.url());
      const { serName } = await registerService(api, application);
      await terminate(api, application, 'STOPPING', 5);
      await soon(clock, () => {
        const told = other.at().map(({ serviceReferences: [reference] }) => [reference!.serName, reference!.changeType]);
        expect(told).toEqual([[serName, 'ADDED'], [serName, 'REMOVED']]);
      });
    });
  });

  describe('a termination', () => {
    it('that is confirmed ends the application', async () => {
      const path = await subscribeToTermination(api, application, sink.url());
      await addTrafficRule(api, application, { state: 'ACTIVE' });
      await terminate(api, application, 'TERMINATING', 60);
      await confirm(api, application, 'TERMINATING');
      for (const gone of [path, appInstanceOf(application), servicesOf(application), trafficRulesOf(application)]) await api.get(gone).expect(404);
    });

    it('that is not confirmed is carried out when the time is up, and not before', async () => {
      await terminate(api, application, 'TERMINATING', 20);
      await clock.advance(19 * SECOND);
      expect(await stateNow()).toBe('TERMINATING');
      await clock.advance(SECOND);
      await soon(clock, () => expectGone());
    });

    it('does not wait for a subscriber that does not answer', async () => {
      sink.answerAlways({ status: 503 });
      await subscribeToTermination(api, application, sink.url());
      await terminate(api, application, 'TERMINATING', 3);
      await soon(clock, () => expectGone());
      const count = sink.at().length;
      await clock.advance(PAUSE_MS);
      expect(sink.at()).toHaveLength(count);
    });

    it('lets the application go on using the platform until then', async () => {
      await terminate(api, application, 'TERMINATING', 60);
      await registerService(api, application);
      await subscribeToTermination(api, application, sink.url());
      await api.get(trafficRulesOf(application)).expect(200, []);
    });
  });

  describe('the graceful end of an application over a restart', () => {
    async function beginAt(clock: TestClock, operationAction: OperationAction, answer: SinkAnswer) {
      const first = await startPlatform({ clock });
      const api = specAgent(first);
      const sink = await terminationSink();
      const { appInstanceId } = await registerApplication(api);
      const path = await subscribeToTermination(api, appInstanceId, sink.url());
      sink.answerAlways(answer);
      await terminate(api, appInstanceId, operationAction, 100);
      await eventually(() => expect(sink.at()).not.toEqual([]));
      await first.stop();
      const restart = async (options: PlatformOptions) => specAgent(await startPlatform({ ...options, environment: { DATABASE_URL: first.databaseUrl } }));
      return { sink, appInstanceId, path, restart };
    }

    it('can be confirmed afterwards', async () => {
      const clock = new TestClock();
      const { appInstanceId, path, restart } = await beginAt(clock, 'STOPPING', { status: 204 });
      const api = await restart({ clock: new TestClock(clock.now() + 50 * SECOND) });
      expect(await appInstance(api, appInstanceId)).toMatchObject({ state: 'STOPPING', termination: { operationAction: 'STOPPING', maxGracefulTimeout: 100 } });
      await api.get(path).expect(200);
      await confirm(api, appInstanceId, 'STOPPING');
      expect((await appInstance(api, appInstanceId)).state).toBe('STOPPED');
    });

    it('keeps its time', async () => {
      const clock = new TestClock();
      const { appInstanceId, restart } = await beginAt(clock, 'TERMINATING', { status: 204 });
      const later = new TestClock(clock.now() + 50 * SECOND);
      const api = await restart({ clock: later });
      await later.advance(49 * SECOND);
      expect((await appInstance(api, appInstanceId)).state).toBe('TERMINATING');
      await later.advance(SECOND);
      await soon(later, async () => void (await api.get(appInstanceOf(appInstanceId)).expect(404)));
    });

    it.each(['STOPPING', 'TERMINATING'] as const)('is carried out when its time has run out meanwhile: %s', async (action) => {
      const clock = new TestClock();
      const { appInstanceId, restart } = await beginAt(clock, action, { status: 204 });
      const later = new TestClock(clock.now() + 3600 * SECOND);
      const api = await restart({ clock: later });
      await soon(later, async () => {
        if (action === 'STOPPING') expect((await appInstance(api, appInstanceId)).state).toBe('STOPPED');
        else await api.get(appInstanceOf(appInstanceId)).expect(404);
      });
    });

    it('tells who has not taken the notification before, once more and with the same id', async () => {
      const clock = new TestClock();
      const { sink, restart } = await beginAt(clock, 'TERMINATING', { status: 503 });
      const before = sink.received.length;
      sink.answerAlways({ status: 204 });
      await restart({ clock: new TestClock(clock.now() + SECOND) });
      await eventually(() => expect(sink.received.length).toBeGreaterThan(before));
      expect(new Set(sink.received.map(({ notificationId }) => notificationId)).size).toBe(1);
    });

    it('is told to subscriptions that were made before the restart', async () => {
      const first = await startPlatform();
      const sink = await terminationSink();
      const { appInstanceId } = await registerApplication(specAgent(first));
      await subscribeToTermination(specAgent(first), appInstanceId, sink.url());
      await first.stop();
      const api = specAgent(await startPlatform({ environment: { DATABASE_URL: first.databaseUrl } }));
      await terminate(api, appInstanceId, 'STOPPING', 60);
      await eventually(() => expect(sink.at()).toHaveLength(1));
    });
  });
});
