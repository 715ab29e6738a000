import { setTimeout as pause } from 'node:timers/promises';
import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { HeldSteps } from '../../support/lifecycle/held-steps.js';
import { begin, createInstance, inState, INSTANCES, onboardApplication, stateOf } from '../../support/lifecycle/lifecycle.js';
import { startPlatform } from '../../support/platform.js';
import { specAgent } from '../../support/spec-agent.js';

const MEGABYTE = 2 ** 20;
/** Longer than the first attempt to record what a step has done. */
const OUTAGE_MS = 1500;

describe('faults of the server, seen by those who manage application instances', () => {
  it('answers 503 with Retry-After while the database takes no writes, and serves again afterwards', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    const { appDId } = await onboardApplication(api);
    const { id } = await createInstance(api, appDId);
    const instantiate = async (status: number) => api.post(`${INSTANCES}/${id}/instantiate`).send({}).expect(status);
    const { headers } = await withoutWrites(platform.databaseUrl, () => instantiate(503));
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(await stateOf(api, id)).toBe('NOT_INSTANTIATED');
    await inState(api, await begin(api, id, 'instantiate'), 'COMPLETED');
  });

  it('goes on with an operation when the database is back', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    const { appDId } = await onboardApplication(api);
    const { id } = await createInstance(api, appDId);
    const held = new HeldSteps(platform).hold('images');
    const path = await begin(api, id, 'instantiate');
    await held.reached;
    await withoutWrites(platform.databaseUrl, async () => {
      held.letGo();
      await pause(OUTAGE_MS);
    }, 'lifecycle_operation');
    await inState(api, path, 'COMPLETED');
  });

  it('answers 500 to a fault of its own, and says nothing of its inside', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    await executeSql(platform.databaseUrl, 'ALTER TABLE lifecycle_instance RENAME TO elsewhere');
    const { body } = await api.get(INSTANCES).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO lifecycle_instance');
  });

  it('answers 413 and 414 to what is too long', async () => {
    const api = specAgent(await startPlatform());
    await api.post(INSTANCES).send({ appDId: 'x'.repeat(2 * MEGABYTE) }).expect(413);
    await api.get(`${INSTANCES}?filter=(eq,id,${'x'.repeat(10_000)})`).expect(414);
  });
});
