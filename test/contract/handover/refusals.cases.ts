import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { ADDRESSES, addressPath, DETECTION } from '../../support/handover.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const ENTRY = addressPath('enb-001-01-00002');
const READS: Use[] = [
  { method: 'get', name: 'the addresses', path: () => ADDRESSES },
  { method: 'get', name: 'the detection setting', path: () => DETECTION },
];
const WRITES: Use[] = [
  { method: 'put', name: 'the detection setting', path: () => DETECTION, body: () => ({}) },
  { method: 'post', name: 'the addresses', path: () => ADDRESSES, body: () => ({ baseStation: 'enb-001-01-00002', platformId: 'mep-casino' }) },
  { method: 'put', name: 'an address', path: () => ENTRY, body: () => ({ baseStation: 'enb-001-01-00002', platformId: 'mep-casino' }) },
  { method: 'delete', name: 'an address', path: () => ENTRY },
];

describe('refusals of handovers’ addresses and detection', () => {
  const { platform, api, application } = usePlatform();

  describeRefusals(api, [...READS, { method: 'get', name: 'an address', path: () => ENTRY }, ...WRITES], application);
  describeNegotiation(api, READS, application);

  it.each<[keyof SpecAgent, string]>([['delete', DETECTION], ['post', DETECTION], ['put', ADDRESSES], ['patch', ENTRY]])('%s of %s is answered 405', async (method, path) => {
    expect((await api[method](path).expect(405)).headers['allow']).toMatch(/GET/);
  });

  it('a database that takes no writes is answered 503, and nothing has changed afterwards', async () => {
    const before = await api.get(DETECTION).expect(200);
    const { headers } = await withoutWrites(platform.databaseUrl, async () => api.put(DETECTION).send({ stagedFor: 9999 }).expect(503), 'handover_setting');
    expect(headers['retry-after']).toMatch(/^\d+$/);
    await withoutWrites(platform.databaseUrl, async () => api.delete(ENTRY).expect(503), 'handover_address');
    await api.get(DETECTION).expect(200, before.body as object);
  });

  it('a fault of the platform itself is answered 500, and nothing of its inside is told', async () => {
    await executeSql(platform.databaseUrl, 'ALTER TABLE handover_address RENAME TO elsewhere');
    for (const { body } of [await api.get(ADDRESSES).expect(500), await api.delete(ENTRY).expect(500)]) expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO handover_address');
    await api.get(ADDRESSES).expect(200, []);
  });
});
