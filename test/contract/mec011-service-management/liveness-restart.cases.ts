import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { createApplication, type ServiceInfo } from '../../support/factories.js';
import { startPlatform } from '../../support/platform.js';
import { livenessOf, registerService, SERVICES, subscribe } from '../../support/service-management.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';

const HEARTBEAT = { state: 'ACTIVE' };
const HOUR = 3_600_000;
const SECOND = 1000;

async function stateOf(api: SpecAgent, serInstanceId: string): Promise<string> {
  const { body } = await api.get(`${SERVICES}/${serInstanceId}`).expect(200);
  return (body as ServiceInfo).state;
}

const untilSuspended = (api: SpecAgent, clock: TestClock, serInstanceId: string) =>
  eventually(async () => {
    await clock.advance(SECOND);
    expect(await stateOf(api, serInstanceId)).toBe('SUSPENDED');
  });

describe('liveness over a restart', () => {
  it('answers a heartbeat with 200 and the new interval, once a restart has changed it', async () => {
    const first = await startPlatform();
    const producer = await createApplication(first);
    const sink = await startCallbackSink();
    const { serInstanceId } = await registerService(specAgent(first), producer, { livenessInterval: 10 });
    await subscribe(specAgent(first), producer, sink.url());
    await first.stop();

    const strict = await startPlatform({ environment: { DATABASE_URL: first.databaseUrl, MEC_LIVENESS_MIN_S: '60' } });
    const api = specAgent(strict);
    const path = livenessOf(producer, serInstanceId);
    const { body, headers } = await api.patch(path).send(HEARTBEAT).expect(200);
    expect(body).toMatchObject({ state: 'ACTIVE', interval: 60 });
    await api.get(path).set('If-None-Match', String(headers['etag'])).expect(304);
    const { body: service } = await api.get(`${SERVICES}/${serInstanceId}`).expect(200);
    expect(service.livenessInterval).toBe(60);
    await api.patch(path).send(HEARTBEAT).expect(204);
    await eventually(() => expect(sink.at().map(({ serviceReferences: [reference] }) => reference!.changeType)).toEqual(['ATTRIBUTES_CHANGED']));
    await strict.stop();

    const lenient = await startPlatform({ environment: { DATABASE_URL: first.databaseUrl } });
    const { body: restored } = await specAgent(lenient).patch(path).send(HEARTBEAT).expect(200);
    expect(restored.interval).toBe(10);
  });

  it('suspends nobody for silence while the platform was down', async () => {
    const before = new TestClock();
    const first = await startPlatform({ clock: before });
    const producer = await createApplication(first);
    const ids: string[] = [];
    for (const livenessInterval of [100, 200, 300]) ids.push((await registerService(specAgent(first), producer, { livenessInterval })).serInstanceId);
    await first.stop();

    const clock = new TestClock(before.now() + HOUR);
    const second = await startPlatform({ clock, environment: { DATABASE_URL: first.databaseUrl } });
    const api = specAgent(second);
    const canary = await registerService(api, producer, { livenessInterval: 1 });
    const states = () => Promise.all(ids.map((id) => stateOf(api, id)));
    await untilSuspended(api, clock, canary.serInstanceId);
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
    await api.patch(livenessOf(producer, ids[2]!)).send(HEARTBEAT).expect(204);
    await clock.advance(120 * SECOND);
    await untilSuspended(api, clock, ids[0]!);
    expect(await stateOf(api, ids[1]!)).toBe('ACTIVE');
    await clock.advance(120 * SECOND);
    await untilSuspended(api, clock, ids[1]!);
    expect(await stateOf(api, ids[2]!)).toBe('ACTIVE');
  });

  it('remembers over a restart that the suspension was its own', async () => {
    const before = new TestClock();
    const first = await startPlatform({ clock: before });
    const producer = await createApplication(first);
    const api = specAgent(first);
    const { serInstanceId } = await registerService(api, producer, { livenessInterval: 10 });
    const own = await registerService(api, producer, { livenessInterval: 10, state: 'SUSPENDED' });
    await untilSuspended(api, before, serInstanceId);
    await first.stop();

    const second = await startPlatform({ clock: new TestClock(before.now() + HOUR), environment: { DATABASE_URL: first.databaseUrl } });
    const restarted = specAgent(second);
    for (const id of [serInstanceId, own.serInstanceId]) await restarted.patch(livenessOf(producer, id)).send(HEARTBEAT).expect(204);
    expect(await stateOf(restarted, serInstanceId)).toBe('ACTIVE');
    expect(await stateOf(restarted, own.serInstanceId)).toBe('SUSPENDED');
  });
});
