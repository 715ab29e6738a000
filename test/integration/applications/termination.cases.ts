import { useEndingApplication } from '../../support/ending-application.js';
import { eventually } from '../../support/eventually.js';
import { createApplication } from '../../support/factories.js';
import { applicationOf, instanceOf, REGISTRATIONS, useApplications } from '../../support/managed-applications.js';
import { registerService, subscribe } from '../../support/service-management.js';

const ORIGIN = 'http://mep.test:8080';

describe('termination', () => {
  const world = useApplications();
  const ending = useEndingApplication(world);

  describe('a graceful termination', () => {
    it('is announced, waits for the confirmation, and leaves nothing of the application', async () => {
      const { body, headers } = await world.terminate(ending.id, 'TERMINATING', 60).expect(202);
      expect(headers['location']).toBe(ORIGIN + instanceOf(ending.id));
      const dueAt = new Date(world.clock.now() + 60_000).toISOString();
      expect(body).toMatchObject({ appInstanceId: ending.id, state: 'TERMINATING', termination: { operationAction: 'TERMINATING', maxGracefulTimeout: 60, dueAt } });
      expect(body).toEqual(await world.instance(ending.id));
      await ending.told(1);
      const subscription = { href: ORIGIN + ending.endSubscription };
      const confirmTermination = { href: `${ORIGIN}${applicationOf(ending.id)}/confirm_termination` };
      expect(ending.announcements).toEqual([
        { notificationType: 'AppTerminationNotification', operationAction: 'TERMINATING', maxGracefulTimeout: 60, _links: { subscription, confirmTermination } },
      ]);
      expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
      expect(await ending.serviceNames()).toContain(ending.serName);
      await world.confirm(ending.id, 'TERMINATING').expect(204);
      await ending.expectGone();
      await ending.expectRemovalTold();
    });

    it('goes on without a confirmation when the time is up, and not before', async () => {
      await world.terminate(ending.id, 'TERMINATING', 60).expect(202);
      await ending.told(1);
      await world.clock.advance(59_000);
      expect(await world.instance(ending.id)).toMatchObject({ state: 'TERMINATING' });
      expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
      await world.passTimeUntil(() => ending.expectGone());
      await ending.expectRemovalTold();
      expect(ending.announcements).toHaveLength(1);
      await world.confirm(ending.id, 'TERMINATING').expect(404);
    });

    it('goes on when the time is up although its subscriber never answered, who is told no more then', async () => {
      ending.endings.answerAlways({ status: 503 });
      await world.terminate(ending.id, 'TERMINATING', 20).expect(202);
      await world.passTimeUntil(() => ending.expectGone());
      const { length } = ending.announcements;
      expect(length).toBeGreaterThan(1);
      await world.clock.advance(600_000);
      expect(ending.announcements).toHaveLength(length);
      await ending.expectRemovalTold();
    });

    it('without time is not announced and happens at once', async () => {
      const { body } = await world.terminate(ending.id, 'TERMINATING', 0).expect(202);
      expect(body).toMatchObject({ appInstanceId: ending.id, state: 'TERMINATING' });
      await ending.expectGone();
      await ending.expectRemovalTold();
      expect(ending.announcements).toEqual([]);
    });

    it('is announced at each of its subscriptions and to nobody else', async () => {
      const { id, observer, endings } = ending;
      await world.subscribeToEnd(id, endings.url(`${id}-second`));
      const removed = await world.subscribeToEnd(id, endings.url(`${id}-removed`));
      await world.api.delete(removed).expect(204);
      await world.subscribeToEnd(observer, endings.url(observer));
      await world.terminate(id, 'STOPPING', 60).expect(202);
      await ending.told(1);
      await eventually(() => expect(endings.at(`${id}-second`)).toHaveLength(1));
      await world.terminate(observer, 'TERMINATING', 7).expect(202);
      await eventually(() => expect(endings.at(observer)).toMatchObject([{ operationAction: 'TERMINATING', maxGracefulTimeout: 7 }]));
      await world.confirm(id, 'STOPPING').expect(204);
      await world.confirm(observer, 'TERMINATING').expect(204);
      expect(ending.announcements).toMatchObject([{ operationAction: 'STOPPING', maxGracefulTimeout: 60 }]);
      expect(endings.at(`${id}-removed`)).toEqual([]);
    });

    it('of an application without a subscription waits all the same', async () => {
      const unsubscribed = await world.register();
      await world.terminate(unsubscribed, 'TERMINATING', 5).expect(202);
      await world.clock.advance(4000);
      expect(await world.instance(unsubscribed)).toMatchObject({ state: 'TERMINATING' });
      await world.passTimeUntil(() => world.api.get(instanceOf(unsubscribed)).expect(404));
    });

    it('is overtaken when the application deregisters', async () => {
      await world.terminate(ending.id, 'TERMINATING', 60).expect(202);
      await ending.told(1);
      await world.api.delete(`${REGISTRATIONS}/${ending.id}`).expect(204);
      await ending.expectGone();
      await ending.expectRemovalTold();
      await world.confirm(ending.id, 'TERMINATING').expect(404);
      // An application of the same id is another one: the former termination is none of its business.
      await world.register({ appInstanceId: ending.id });
      await world.clock.advance(120_000);
      expect(await world.instance(ending.id)).toMatchObject({ state: 'INSTANTIATED' });
    });
  });

  describe('a graceful stop', () => {
    it('keeps the instance and its rules, which rest, and takes its services and subscriptions away', async () => {
      await world.ready(ending.id).expect(204);
      await world.terminate(ending.id, 'STOPPING', 60).expect(202);
      await ending.told(1);
      expect(ending.announcements).toMatchObject([{ operationAction: 'STOPPING', maxGracefulTimeout: 60 }]);
      expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
      await world.confirm(ending.id, 'STOPPING').expect(204);
      await ending.expectStopped();
      await ending.expectRemovalTold();
    });

    it('ends when the application says that it is ready: its active rules take effect again, the others do not', async () => {
      const { id, trafficRule, dnsRule } = ending;
      const resting = await world.addRule(id, 'traffic', { state: 'INACTIVE' });
      const before = [await world.rule(trafficRule), await world.rule(dnsRule)];
      await world.terminate(id, 'STOPPING', 60).expect(202);
      await ending.told(1);
      await world.passTimeUntil(() => ending.expectStopped(), 10_000);
      await world.ready(id).expect(204);
      expect(await world.instance(id)).toMatchObject({ state: 'READY' });
      expect([await world.rule(trafficRule), await world.rule(dnsRule)]).toEqual(before);
      expect(await world.rule(resting)).toMatchObject({ state: 'INACTIVE' });
      await registerService(world.api, id);
      await subscribe(world.api, id, ending.services.url(id));
      await world.subscribeToEnd(id, ending.endings.url(id));
      await world.terminate(id, 'TERMINATING', 60).expect(202);
      await ending.told(2);
      await world.confirm(id, 'TERMINATING').expect(204);
      await ending.expectGone();
    });

    it.each([0, 60])('takes the instance away at once when it is terminated afterwards with %i seconds', async (seconds) => {
      await world.terminate(ending.id, 'STOPPING', 0).expect(202);
      await ending.expectStopped();
      const { body } = await world.terminate(ending.id, 'TERMINATING', seconds).expect(202);
      expect(body).toMatchObject({ state: 'TERMINATING' });
      await ending.expectGone();
      expect(ending.announcements).toEqual([]);
    });

    it('ends the registration of an application that the platform started, which registers anew', async () => {
      const started = await createApplication(world.platform);
      const registration = { appInstanceId: started, appName: 'test application', isInsByMec: true, appDId: 'descriptor' };
      await world.register(registration);
      const rule = await world.addRule(started, 'traffic');
      await world.terminate(started, 'STOPPING', 60).expect(202);
      await world.confirm(started, 'STOPPING').expect(204);
      await world.api.get(`${REGISTRATIONS}/${started}`).expect(404);
      await world.register(registration);
      await world.ready(started).expect(204);
      expect(await world.rule(rule)).toMatchObject({ state: 'ACTIVE' });
    });

    it('goes on when an application that the platform started deregisters meanwhile', async () => {
      const started = await createApplication(world.platform);
      await world.register({ appInstanceId: started, appName: 'test application', isInsByMec: true, appDId: 'descriptor' });
      const { serName } = await registerService(world.api, started);
      const rule = await world.addRule(started, 'traffic');
      await world.terminate(started, 'STOPPING', 60).expect(202);
      await world.api.delete(`${REGISTRATIONS}/${started}`).expect(204);
      expect(await ending.serviceNames()).not.toContain(serName);
      expect(await world.instance(started)).toMatchObject({ state: 'STOPPING' });
      await world.confirm(started, 'STOPPING').expect(204);
      expect(await world.instance(started)).toMatchObject({ state: 'STOPPED' });
      expect(await world.rule(rule)).toMatchObject({ state: 'INACTIVE' });
    });
  });

  describe('what the state forbids', () => {
    it.each(['TERMINATING', 'STOPPING'] as const)('is refused while %s is under way, which goes on', async (action) => {
      const { id } = ending;
      await world.terminate(id, action, 60).expect(202);
      const before = await world.instance(id);
      for (const another of ['TERMINATING', 'STOPPING'] as const) for (const seconds of [0, 60]) await world.terminate(id, another, seconds).expect(409);
      await world.confirm(id, action === 'STOPPING' ? 'TERMINATING' : 'STOPPING').expect(409);
      await world.ready(id).expect(409);
      expect(await world.instance(id)).toEqual(before);
      expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
      await ending.told(1);
      await world.confirm(id, action).expect(204);
      // A terminated one is unknown from then on, a stopped one has nothing to confirm any more.
      await world.confirm(id, action).expect(action === 'STOPPING' ? 409 : 404);
    });

    it('is a confirmation that nobody has asked for, and a second stop', async () => {
      const { id } = ending;
      for (const action of ['TERMINATING', 'STOPPING'] as const) await world.confirm(id, action).expect(409);
      await world.terminate(id, 'STOPPING', 0).expect(202);
      for (const action of ['TERMINATING', 'STOPPING'] as const) await world.confirm(id, action).expect(409);
      await world.terminate(id, 'STOPPING', 60).expect(409);
      await ending.expectStopped();
    });

    it('is anything for an instance that nobody knows', async () => {
      await world.terminate('nobody', 'TERMINATING', 60).expect(404);
      await world.confirm('nobody', 'TERMINATING').expect(404);
      await world.ready('nobody').expect(404);
    });
  });
});
