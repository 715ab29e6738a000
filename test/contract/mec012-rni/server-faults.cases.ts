import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { startPlatform } from '../../support/platform.js';
import { cellChange, RNI_SUBSCRIPTIONS } from '../../support/rni/rni.js';
import { specAgent } from '../../support/spec-agent.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('faults of the server, seen by subscribers to radio network information', () => {
  it('answers 503 with Retry-After while the database takes no writes, and serves again afterwards', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    const subscribe = async (status: number) => api.post(RNI_SUBSCRIPTIONS).send(cellChange(CALLBACK)).expect(status);
    const { headers } = await withoutWrites(platform.databaseUrl, () => subscribe(503));
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect((await api.get(RNI_SUBSCRIPTIONS).expect(200)).body._links.subscription).toEqual([]);
    await subscribe(201);
  });

  it('answers 500 to a fault of its own, and says nothing of its inside', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    await executeSql(platform.databaseUrl, 'ALTER TABLE subscription RENAME TO elsewhere');
    const { body } = await api.post(RNI_SUBSCRIPTIONS).send(cellChange(CALLBACK)).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO subscription');
    await api.post(RNI_SUBSCRIPTIONS).send(cellChange(CALLBACK)).expect(201);
  });
});
