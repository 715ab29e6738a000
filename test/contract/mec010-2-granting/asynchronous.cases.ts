import { GRANTS, question, startGranting } from '../../support/granting/granting.js';
import type { ModulePlatform } from '../../support/module-platform.js';
import { pathOf } from '../../support/service-management.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';
import { eventually } from '../../support/eventually.js';

const HOUR_MS = 3_600_000;

describe('grants that are decided later', () => {
  const clock = new TestClock();
  let platform: ModulePlatform;
  let api: SpecAgent;

  beforeEach(async () => {
    platform = await startGranting({ clock, capacity: { memoryMB: 128 } });
    api = specAgent(platform);
  });

  /** Answers the path of the grant. */
  async function postpone(request = question(), prefer = 'respond-async'): Promise<string> {
    const { headers, text } = await api.post(GRANTS).set('Prefer', prefer).send(request).expect(202);
    expect([text, headers['retry-after']]).toEqual(['', '1']);
    return pathOf(headers['location'] as string);
  }

  const afterDecision = (path: string, status: number) =>
    eventually(async () => {
      await clock.advance(1000);
      return api.get(path).expect(status);
    });

  it('are pending first, and given then', async () => {
    const request = question();
    const path = await postpone(request);
    const { headers } = await api.get(path).expect(202);
    expect(pathOf(headers['location'] as string)).toBe(path);
    const { body } = await afterDecision(path, 200);
    expect(body).toMatchObject({ appLcmOpOccId: request.appLcmOpOccId, addResources: [{ resourceDefinitionId: 'container' }] });
  });

  it('may be rejected, which is told for an hour', async () => {
    await afterDecision(await postpone(), 200);
    const path = await postpone();
    const { body } = await afterDecision(path, 403);
    expect(body.detail).toContain('0 MB of memory left');
    await clock.advance(HOUR_MS - 60_000);
    await api.get(path).expect(403);
    await clock.advance(60_000);
    await api.get(path).expect(404);
  });

  it('are not put off by further questions', async () => {
    const path = await postpone();
    for (let count = 0; count < 4; count++) {
      await clock.advance(60);
      await postpone();
    }
    await eventually(() => api.get(path).expect(200));
  });

  it.each(['respond-async', 'wait=10, respond-async', 'Respond-Async; foo="bar"'])('are asked for by Prefer: %s', async (prefer) => {
    await postpone(question(), prefer);
  });

  it.each(['return=minimal', 'wait=10', 'no-respond-async'])('are not asked for by Prefer: %s', async (prefer) => {
    await api.post(GRANTS).set('Prefer', prefer).send(question()).expect(201);
  });

  it('stay one when the operation asks again, either way', async () => {
    const request = question();
    const path = await postpone(request);
    expect(await postpone(request)).toBe(path);
    await api.post(GRANTS).send(request).expect(202);
    await afterDecision(path, 200);
    expect(pathOf((await api.post(GRANTS).set('Prefer', 'respond-async').send(request).expect(201)).headers['location'] as string)).toBe(path);
  });

  it('are decided on by the next process, if the one that was asked has died', async () => {
    const path = await postpone();
    await platform.stop();
    const next = await startGranting({ clock, capacity: { memoryMB: 128 }, environment: { DATABASE_URL: platform.databaseUrl } });
    api = specAgent(next);
    await afterDecision(path, 200);
    await api.post(GRANTS).send(question()).expect(403);
  });

  it('of a termination give back what was kept, and are shown for an hour', async () => {
    const request = question();
    const path = await postpone(request);
    await afterDecision(path, 200);
    const end = question({ appInstanceId: request.appInstanceId, operation: 'TERMINATE', addResources: [] });
    const endPath = await postpone(end);
    await api.post(GRANTS).send(question()).expect(403);
    await afterDecision(endPath, 200);
    await api.post(GRANTS).send(question()).expect(201);
    await clock.advance(HOUR_MS);
    for (const gone of [path, endPath]) await api.get(gone).expect(404);
  });
});
