import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { baseStationPath, casino, ORCHESTRATOR, platformPath, platformsAt, register } from '../../support/orchestrator.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const CASINO = platformPath('mep-casino');
const READS: Use[] = [
  { method: 'get', name: 'the platforms', path: () => `${ORCHESTRATOR}/platforms` },
  { method: 'get', name: 'a platform', path: () => CASINO },
  { method: 'get', name: 'the base stations', path: () => `${ORCHESTRATOR}/base_stations` },
  { method: 'get', name: 'a base station', path: () => baseStationPath('enb-001-01-00002') },
];
const WRITES: Use[] = [
  { method: 'put', name: 'a platform', path: () => CASINO, body: () => casino() },
  { method: 'delete', name: 'a platform', path: () => CASINO },
];

describe('refusals of the orchestrator', () => {
  const { platform, api, application } = usePlatform();
  let before: unknown;

  beforeAll(async () => {
    await register(api, 'mep-casino').expect(201);
    before = await platformsAt(api);
  });

  describeRefusals(api, [...READS, ...WRITES], application);
  describeNegotiation(api, READS, application);

  it.each<[keyof SpecAgent, string]>([
    ['post', `${ORCHESTRATOR}/platforms`],
    ['patch', CASINO],
    ['delete', `${ORCHESTRATOR}/base_stations`],
    ['put', baseStationPath('enb-001-01-00002')],
  ])('%s of %s is answered 405', async (method, path) => {
    expect((await api[method](path).expect(405)).headers['allow']).toMatch(/GET/);
  });

  it.each(['', 'platforms/', 'platforms/a/b', 'base_stations/'])('the unknown path "%s" is answered 404', async (path) => {
    await api.get(`${ORCHESTRATOR}/${path}`).expect(404);
  });

  it('a database that takes no writes is answered 503, and registrations go on afterwards', async () => {
    const send = async () => register(api, 'mep-casino', casino({ platformName: 'Grand Casino' })).expect(503);
    const { headers } = await withoutWrites(platform.databaseUrl, send, 'orchestrator_platform');
    expect(headers['retry-after']).toMatch(/^\d+$/);
    await withoutWrites(platform.databaseUrl, async () => api.delete(CASINO).expect(503), 'orchestrator_platform');
    await register(api, 'mep-casino').expect(200);
  });

  it('a fault of the platform itself is answered 500, and nothing of its inside is told', async () => {
    await executeSql(platform.databaseUrl, 'ALTER TABLE orchestrator_platform RENAME TO elsewhere');
    for (const { body } of [await register(api, 'mep-casino').expect(500), await api.get(CASINO).expect(500)])
      expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO orchestrator_platform');
  });

  it('nothing of what was refused has changed anything', async () => {
    expect(await platformsAt(api)).toEqual(before);
  });
});
