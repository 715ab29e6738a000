import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { createApplication, serviceRegistration } from '../../support/factories.js';
import { startPlatform } from '../../support/platform.js';
import { livenessOf, registerService, servicesOf } from '../../support/service-management.js';
import { specAgent } from '../../support/spec-agent.js';

describe('faults of the server', () => {
  it('answers 503 with Retry-After while the database takes no writes, and serves again afterwards', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    const producer = await createApplication(platform);
    const register = async (status: number) => api.post(servicesOf(producer)).send(serviceRegistration()).expect(status);
    const { headers } = await withoutWrites(platform.databaseUrl, () => register(503));
    expect(headers['retry-after']).toMatch(/^\d+$/);
    await api.get(servicesOf(producer)).expect(200, []);
    await register(201);
  });

  it('answers 500 to a fault of its own, and says nothing of its inside', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    const producer = await createApplication(platform);
    const { serInstanceId } = await registerService(api, producer, { livenessInterval: 10 });
    await executeSql(platform.databaseUrl, 'ALTER TABLE service RENAME TO elsewhere');
    const { body } = await api.get(livenessOf(producer, serInstanceId)).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO service');
    await api.get(livenessOf(producer, serInstanceId)).expect(200);
  });
});
