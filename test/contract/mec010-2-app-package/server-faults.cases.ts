import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { announcement, PACKAGES } from '../../support/packages/packages.js';
import { startPlatform } from '../../support/platform.js';
import { specAgent } from '../../support/spec-agent.js';

describe('faults of the server, seen by those who manage packages', () => {
  it('answers 503 with Retry-After while the database takes no writes, and serves again afterwards', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    const create = async (status: number) => api.post(PACKAGES).send(announcement(Buffer.from('x'))).expect(status);
    const { headers } = await withoutWrites(platform.databaseUrl, () => create(503), 'app_package');
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect((await api.get(PACKAGES).expect(200)).body).toEqual([]);
    await create(201);
  });

  it('answers 500 to a fault of its own, and says nothing of its inside', async () => {
    const platform = await startPlatform();
    const api = specAgent(platform);
    await executeSql(platform.databaseUrl, 'ALTER TABLE app_package RENAME TO elsewhere');
    const { body } = await api.post(PACKAGES).send(announcement(Buffer.from('x'))).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO app_package');
  });
});
