import { type CallbackSink, startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { createApplication, type ServiceInfo } from '../../support/factories.js';
import { livenessOf, pathOf, registerService, serviceOf, SERVICES, subscribe } from '../../support/service-management.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const HEARTBEAT = { state: 'ACTIVE' };
const SECOND = 1000;

describe('liveness', () => {
  const clock = new TestClock();
  const { platform, api, application: producer } = usePlatform({ clock, environment: { MEC_LIVENESS_MIN_S: '5' } });
  let sink: CallbackSink;

  beforeAll(async () => {
    sink = await startCallbackSink();
  });

  const register = (livenessInterval: number, changes: Partial<ServiceInfo> = {}) => registerService(api, producer, { livenessInterval, ...changes });
  const heartbeat = ({ serInstanceId }: ServiceInfo) => api.patch(livenessOf(producer, serInstanceId)).send(HEARTBEAT);
  const put = (service: ServiceInfo, changes: Partial<ServiceInfo>) =>
    api.put(serviceOf(producer, service.serInstanceId)).send({ ...service, ...changes }).expect(200);

  async function stateOf({ serInstanceId }: ServiceInfo): Promise<string> {
    const { body } = await api.get(`${SERVICES}/${serInstanceId}`).expect(200);
    return (body as ServiceInfo).state;
  }

  /** Lets time pass in steps, each followed by a request, so that the platform can do between them what is due. */
  async function pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= SECOND) {
      await clock.advance(Math.min(left, SECOND));
      await api.get(`${SERVICES}?ser_name=nobody`).expect(200);
    }
  }

  /** Lets time pass until the platform has suspended a service. */
  const untilSuspended = (service: ServiceInfo) =>
    eventually(async () => {
      await clock.advance(SECOND);
      expect(await stateOf(service)).toBe('SUSPENDED');
    });

  async function suspendedService(): Promise<ServiceInfo> {
    const service = await register(5);
    await untilSuspended(service);
    return service;
  }

  describe('a registration with livenessInterval', () => {
    it('is shown with the interval and the place for heartbeats', async () => {
      const service = await register(30);
      expect(service.livenessInterval).toBe(30);
      expect(service._links.liveness!.href).toBe(`${service._links.self.href}/liveness`);
      const { body } = await api.get(pathOf(service._links.liveness!.href)).expect(200);
      expect(body).toEqual({ state: 'ACTIVE', timeStamp: expect.anything(), interval: 30 });
    });

    it.each([
      [0, 30],
      [1, 5],
      [5, 5],
      [4294967295, 4294967295],
    ])('of %i gets the interval %i', async (proposed, interval) => {
      const service = await register(proposed);
      expect(service.livenessInterval).toBe(interval);
      const { body } = await api.get(livenessOf(producer, service.serInstanceId)).expect(200);
      expect(body.interval).toBe(interval);
    });

    it('is needed for heartbeats', async () => {
      const { serInstanceId, ...service } = await registerService(api, producer);
      expect(service).not.toHaveProperty('livenessInterval');
      const { body } = await api.get(livenessOf(producer, serInstanceId)).expect(404);
      expect(body.detail).toContain('livenessInterval');
      await api.patch(livenessOf(producer, serInstanceId)).send(HEARTBEAT).expect(404);
    });
  });

  describe('a heartbeat', () => {
    it('is noted with its time, down to nanoseconds', async () => {
      const service = await register(30);
      const began = await api.get(livenessOf(producer, service.serInstanceId)).expect(200);
      await clock.advance(1234);
      await heartbeat(service).expect(204);
      const { body } = await api.get(livenessOf(producer, service.serInstanceId)).expect(200);
      const asMilliseconds = ({ seconds, nanoSeconds }: { seconds: number; nanoSeconds: number }) => seconds * 1000 + nanoSeconds / 1_000_000;
      expect(asMilliseconds(body.timeStamp)).toBe(clock.now());
      expect(body.timeStamp.nanoSeconds).toBe((clock.now() % 1000) * 1_000_000);
      expect(asMilliseconds(body.timeStamp) - asMilliseconds(began.body.timeStamp)).toBe(1234);
    });

    it.each(['application/json', 'application/merge-patch+json', 'application/merge-patch+json; charset=utf-8'])('may be sent as %s', async (mediaType) => {
      const { serInstanceId } = await register(30);
      await api.patch(livenessOf(producer, serInstanceId)).set('Content-Type', mediaType).send(JSON.stringify(HEARTBEAT)).expect(204);
    });

    it('may hold attributes that the document does not know', async () => {
      const { serInstanceId } = await register(30);
      await api.patch(livenessOf(producer, serInstanceId)).send({ ...HEARTBEAT, timeStamp: { seconds: 1, nanoSeconds: 2 } }).expect(204);
    });

    it.each<[string, object, string]>([
      ['another state', { state: 'SUSPENDED' }, '/state'],
      ['no state', {}, 'state'],
      ['a number', { state: 1 }, '/state'],
      ['its type around it', { ServiceLivenessUpdate: HEARTBEAT }, 'state'],
      ['a list', [HEARTBEAT], 'must be of type object'],
    ])('with %s is refused', async (_name, body, place) => {
      const { serInstanceId } = await register(30);
      const { body: refusal } = await api.patch(livenessOf(producer, serInstanceId)).send(body).expect(400);
      expect(refusal.detail).toContain(place);
    });

    it('for services that the application does not have is answered 404', async () => {
      const { serInstanceId } = await register(30);
      const other = await createApplication(platform);
      for (const path of [livenessOf(producer, 'unknown'), livenessOf(other, serInstanceId), livenessOf('nobody', serInstanceId)]) {
        await api.patch(path).send(HEARTBEAT).expect(404);
        await api.get(path).expect(404);
      }
    });
  });

  describe('a service whose heartbeats stay away', () => {
    it('is suspended after one and a half intervals, not earlier, and comes back with the next heartbeat', async () => {
      const began = clock.now();
      const hasty = await register(200);
      const service = await register(300);
      await subscribe(api, producer, sink.url('all'), { serInstanceIds: [service.serInstanceId] });
      await subscribe(api, producer, sink.url('suspensions'), { states: ['SUSPENDED'] });
      await clock.advance(299 * SECOND);
      await untilSuspended(hasty);
      expect(await stateOf(service)).toBe('ACTIVE');
      await clock.advance(began + 440 * SECOND - clock.now());
      await pass(9 * SECOND);
      expect(await stateOf(service)).toBe('ACTIVE');
      await untilSuspended(service);
      const { body } = await api.get(livenessOf(producer, service.serInstanceId)).expect(200);
      expect(body.state).toBe('SUSPENDED');
      await heartbeat(service).expect(204);
      expect(await stateOf(service)).toBe('ACTIVE');
      const states = (name: string) => sink.at(name).map(({ serviceReferences: [reference] }) => [reference!.serInstanceId, reference!.changeType, reference!.state]);
      await eventually(() => expect(states('all')).toEqual([
        [service.serInstanceId, 'STATE_CHANGED', 'SUSPENDED'],
        [service.serInstanceId, 'STATE_CHANGED', 'ACTIVE'],
      ]));
      await eventually(() => expect(states('suspensions')).toContainEqual([service.serInstanceId, 'STATE_CHANGED', 'SUSPENDED']));
      expect(states('suspensions').every(([, , state]) => state === 'SUSPENDED')).toBe(true);
    });

    it('stays ACTIVE as long as they come in time', async () => {
      const service = await register(10);
      const silent = await register(10);
      for (let round = 0; round < 5; round++) {
        await pass(12 * SECOND);
        await heartbeat(service).expect(204);
        expect(await stateOf(service)).toBe('ACTIVE');
      }
      await untilSuspended(silent);
    });

    it('is suspended again when they stay away again', async () => {
      const service = await suspendedService();
      await heartbeat(service).expect(204);
      await untilSuspended(service);
    });

    it('keeps INACTIVE, whether heartbeats come or not', async () => {
      const service = await register(5, { state: 'INACTIVE' });
      const silent = await register(5);
      await heartbeat(service).expect(204);
      expect(await stateOf(service)).toBe('INACTIVE');
      await untilSuspended(silent);
      await pass(5 * SECOND);
      expect(await stateOf(service)).toBe('INACTIVE');
      await heartbeat(service).expect(204);
      expect(await stateOf(service)).toBe('INACTIVE');
    });

    it("keeps the application's own SUSPENDED over heartbeats", async () => {
      const registered = await register(5, { state: 'SUSPENDED' });
      const replaced = await register(5);
      await put(replaced, { state: 'SUSPENDED' });
      for (const service of [registered, replaced]) {
        await heartbeat(service).expect(204);
        expect(await stateOf(service)).toBe('SUSPENDED');
      }
    });

    it('is still suspended by the platform when its producer writes SUSPENDED back', async () => {
      const service = await suspendedService();
      const { body } = await api.get(serviceOf(producer, service.serInstanceId)).expect(200);
      await put(body as ServiceInfo, { version: '2' });
      expect(await stateOf(service)).toBe('SUSPENDED');
      await heartbeat(service).expect(204);
      expect(await stateOf(service)).toBe('ACTIVE');
    });

    it('is ACTIVE for a full turn when its producer writes ACTIVE', async () => {
      const service = await suspendedService();
      await put(service, { state: 'ACTIVE' });
      const other = await register(5);
      await pass(6 * SECOND);
      expect([await stateOf(service), await stateOf(other)]).toEqual(['ACTIVE', 'ACTIVE']);
      await untilSuspended(service);
    });

    it('is no longer supervised after a PUT without livenessInterval', async () => {
      const { livenessInterval: _interval, ...service } = await register(5);
      const silent = await register(5);
      await put(service, {});
      await untilSuspended(silent);
      await pass(5 * SECOND);
      expect(await stateOf(service)).toBe('ACTIVE');
    });

    it('may go before it is suspended', async () => {
      const service = await register(5);
      const silent = await register(5);
      await api.delete(serviceOf(producer, service.serInstanceId)).expect(204);
      await untilSuspended(silent);
      await api.get(serviceOf(producer, service.serInstanceId)).expect(404);
    });
  });
});
