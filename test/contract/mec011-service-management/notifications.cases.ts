import { type CallbackSink, type SinkAnswer, startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { createApplication, endApplication, type ServiceInfo } from '../../support/factories.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { registerService, serviceOf, subscribe } from '../../support/service-management.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

describe('notifications', () => {
  const clock = new TestClock();
  const { platform, api } = usePlatform({ clock, environment: { MEC_NOTIFY_TIMEOUT_MS: '1500' } });

  let sink: CallbackSink;
  let producer: string;
  let consumer: string;

  /** Longer than any pause between two attempts. */
  const PAUSE_MS = 60_000;

  beforeEach(async () => {
    sink = await startCallbackSink();
    producer = await createApplication(platform);
    consumer = await createApplication(platform);
  });

  /** Lets the pauses between attempts pass until a check holds. */
  const afterRetries = <T>(check: () => T) =>
    eventually(async () => {
      await clock.advance(PAUSE_MS);
      return check();
    });

  const register = (serName: string) => registerService(api, producer, { serName });
  const namesAt = (name?: string) => sink.at(name).map(({ serviceReferences: [reference] }) => reference!.serName);

  describe('a notification', () => {
    it('names the service, its place below the application, and the subscription', async () => {
      const path = await subscribe(api, consumer, sink.url());
      const { serInstanceId, serName, state, _links } = await register('named');
      await eventually(() => expect(sink.at()).toHaveLength(1));
      expect(sink.at()[0]).toEqual({
        notificationType: 'SerAvailabilityNotification',
        serviceReferences: [{ link: _links.self, serName, serInstanceId, state, changeType: 'ADDED' }],
        _links: { subscription: { href: `http://mep.test:8080${path}` } },
      });
      expect(_links.self.href).toContain(`/applications/${producer}/services/`);
      await api.get(path).expect(200);
    });

    it('does not tell of what was there before', async () => {
      await register('before');
      await subscribe(api, consumer, sink.url());
      await register('after');
      await eventually(() => expect(namesAt()).toEqual(['after']));
    });

    it('comes once to each subscription, each with an id of its own', async () => {
      await subscribe(api, consumer, sink.url('one'));
      await subscribe(api, producer, sink.url('two'));
      await register('told twice');
      await eventually(() => expect([...namesAt('one'), ...namesAt('two')]).toEqual(['told twice', 'told twice']));
      expect(new Set(sink.received.map(({ notificationId }) => notificationId)).size).toBe(2);
    });

    it('tells of each service that goes with its application', async () => {
      await subscribe(api, consumer, sink.url(), { states: ['ACTIVE'] });
      await register('one');
      await register('two');
      await endApplication(platform, producer);
      await eventually(() => expect(sink.at()).toHaveLength(4));
      const removed = sink.at().slice(2).map(({ serviceReferences: [reference] }) => reference!);
      expect(removed.map(({ changeType }) => changeType)).toEqual(['REMOVED', 'REMOVED']);
      expect(removed.map(({ serName }) => serName).toSorted()).toEqual(['one', 'two']);
    });
  });

  describe('delivery', () => {
    it.each([200, 201, 202, 204, 206, 299])('takes %i for delivered', async (status) => {
      sink.answerNext({ status });
      await subscribe(api, consumer, sink.url());
      await register('first');
      await register('second');
      await eventually(() => expect(namesAt()).toEqual(['first', 'second']));
    });

    it.each<[string, SinkAnswer]>([
      ['500', { status: 500 }],
      ['404', { status: 404 }],
      ['a redirection, which is not followed', { status: 307, headers: { location: '/elsewhere' } }],
      ['no answer in time', 'hang'],
      ['an answer that comes too late', { status: 204, delayMs: 3000 }],
    ])('is repeated after %s, with the same id and body, before anything else is sent', async (_name, failure) => {
      sink.answerNext(failure, { status: 503 });
      sink.url('elsewhere');
      await subscribe(api, consumer, sink.url());
      await register('first');
      await register('second');
      await afterRetries(() => expect(namesAt()).toEqual(['first', 'first', 'first', 'second']));
      const ids = sink.received.map(({ notificationId }) => notificationId);
      expect(ids.slice(0, 3)).toEqual([ids[0], ids[0], ids[0]]);
      expect(ids[3]).not.toBe(ids[0]);
      expect(sink.at()[1]).toEqual(sink.at()[0]);
      expect(sink.at('elsewhere')).toEqual([]);
    });

    it('keeps the order of many changes to a subscriber that often fails', async () => {
      sink.answerNext(...[500, 204, 500, 500, 204, 204, 503].map((status) => ({ status })));
      await subscribe(api, consumer, sink.url());
      const names = Array.from({ length: 12 }, (_, i) => `service-${i}`);
      for (const name of names) await register(name);
      await afterRetries(() => expect([...new Set(namesAt())]).toEqual(names));
      expect(namesAt()).toHaveLength(names.length + 4);
    });

    it('to one subscriber does not wait for another one that hangs', async () => {
      const hanging = await startCallbackSink();
      hanging.answerAlways('hang');
      await subscribe(api, consumer, hanging.url());
      await subscribe(api, consumer, sink.url());
      for (const name of ['a', 'b', 'c']) await register(name);
      await eventually(() => expect(namesAt()).toEqual(['a', 'b', 'c']));
      expect(new Set(hanging.at().map(({ serviceReferences: [reference] }) => reference!.serName))).toEqual(new Set(['a']));
      await hanging.close();
    });

    it('stops when the subscription is deleted, also of what still waits', async () => {
      sink.answerAlways({ status: 503 });
      const path = await subscribe(api, consumer, sink.url('deleted'));
      await register('first');
      await register('waiting');
      await eventually(() => expect(namesAt('deleted')).toEqual(['first']));
      await api.delete(path).expect(204);
      sink.answerAlways({ status: 204 });
      await subscribe(api, consumer, sink.url('other'));
      await register('last');
      await afterRetries(() => expect(namesAt('other')).toEqual(['last']));
      expect(namesAt('deleted')).toEqual(['first']);
    });
  });

  it('gives a notification up after MEC_NOTIFY_GIVE_UP_S and goes on with the next', async () => {
    const impatientClock = new TestClock();
    const impatient = await startPlatform({ clock: impatientClock, environment: { MEC_NOTIFY_GIVE_UP_S: '120' } });
    const own = specAgent(impatient);
    const application = await createApplication(impatient);
    sink.answerAlways({ status: 500 });
    await subscribe(own, application, sink.url());
    await registerService(own, application, { serName: 'given up' });
    await eventually(() => expect(namesAt()).toEqual(['given up']));
    await impatientClock.advance(120_000);
    await eventually(() => expect(namesAt().length).toBeGreaterThan(1));
    await registerService(own, application, { serName: 'next' });
    sink.answerAlways({ status: 204 });
    await eventually(async () => {
      await impatientClock.advance(PAUSE_MS);
      expect(namesAt().at(-1)).toBe('next');
    });
  });

  describe('a restart', () => {
    let services: ServiceInfo[];
    let second: TestPlatform;

    beforeEach(async () => {
      const first = await startPlatform();
      const own = specAgent(first);
      const application = await createApplication(first);
      sink.answerAlways({ status: 503 });
      await subscribe(own, application, sink.url());
      services = [];
      for (const serName of ['a', 'b', 'c']) services.push(await registerService(own, application, { serName }));
      await eventually(() => expect(namesAt()).toContain('a'));
      await first.stop();
      sink.answerAlways({ status: 204 });
      second = await startPlatform({ environment: { DATABASE_URL: first.databaseUrl } });
      consumer = application;
    });

    it('loses no notification, and ids stay the same', async () => {
      await eventually(() => expect([...new Set(namesAt())]).toEqual(['a', 'b', 'c']));
      const ofFirst = sink.received.filter(({ body }) => body.serviceReferences[0]!.serName === 'a').map(({ notificationId }) => notificationId);
      expect(ofFirst.length).toBeGreaterThan(1);
      expect(new Set(ofFirst).size).toBe(1);
    });

    it('keeps subscriptions, which are told of what comes after', async () => {
      const own = specAgent(second);
      for (const { serInstanceId, state, ...service } of services)
        await own.put(serviceOf(consumer, serInstanceId)).send({ ...service, state: state === 'ACTIVE' ? 'INACTIVE' : 'ACTIVE' }).expect(200);
      await eventually(() => {
        const told = sink.at().map(({ serviceReferences: [reference] }) => `${reference!.serName} ${reference!.changeType}`);
        expect(told.slice(-3)).toEqual(['a STATE_CHANGED', 'b STATE_CHANGED', 'c STATE_CHANGED']);
      });
    });

    it('does not repeat what was delivered', async () => {
      await eventually(() => expect(namesAt().at(-1)).toBe('c'));
      await second.stop();
      const count = sink.received.length;
      const third = await startPlatform({ environment: { DATABASE_URL: second.databaseUrl } });
      await registerService(specAgent(third), consumer, { serName: 'd' });
      await eventually(() => expect(namesAt().slice(count)).toEqual(['d']));
    });
  });
});
