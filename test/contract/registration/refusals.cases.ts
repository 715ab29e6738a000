import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import { begin, ended, load, network, REGISTRATION, registration, registrationPath, runsOf, scenario, ue } from '../../support/registration.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

let run = '';
const UE = registrationPath('ues', 'car-1');
const READS: Use[] = [
  { method: 'get', name: 'the networks', path: () => `${REGISTRATION}/networks` },
  { method: 'get', name: 'a network', path: () => registrationPath() },
  { method: 'get', name: 'a scenario', path: () => registrationPath('scenario') },
  { method: 'get', name: 'the UEs', path: () => registrationPath('ues') },
  { method: 'get', name: 'a UE', path: () => UE },
  { method: 'get', name: 'the runs', path: () => registrationPath('runs') },
  { method: 'get', name: 'a run', path: () => registrationPath('runs', run) },
];
const WRITES: Use[] = [
  { method: 'put', name: 'a network', path: () => registrationPath(), body: () => network() },
  { method: 'put', name: 'a scenario', path: () => registrationPath('scenario'), body: () => scenario() },
  { method: 'put', name: 'a UE', path: () => UE, body: () => ue() },
  { method: 'post', name: 'runs', path: () => registrationPath('runs'), body: () => registration() },
  { method: 'delete', name: 'a network', path: () => registrationPath() },
  { method: 'delete', name: 'a UE', path: () => UE },
  { method: 'delete', name: 'a run', path: () => registrationPath('runs', run) },
];

describe('refusals of registrations', () => {
  const { platform, api, application } = usePlatform();
  let before: unknown;

  beforeAll(async () => {
    await load(api).expect(201);
    run = (await ended(api, (await begin(api)).id)).id;
    before = [(await api.get(registrationPath('scenario')).expect(200)).body, await runsOf(api)];
  });

  describeRefusals(api, [...READS, ...WRITES], application);
  describeNegotiation(api, READS, application);

  it.each<[keyof SpecAgent, string]>([
    ['post', `${REGISTRATION}/networks`],
    ['patch', UE],
    ['delete', registrationPath('runs')],
    ['delete', registrationPath('scenario')],
    ['put', registrationPath('runs', 'any')],
  ])('%s of %s is answered 405', async (method, path) => {
    expect((await api[method](path).expect(405)).headers['allow']).toMatch(/GET/);
  });

  it.each(['', 'networks/', 'networks/sliced/gnbs', 'networks/sliced/ues/'])('the unknown path "%s" is answered 404', async (path) => {
    await api.get(`${REGISTRATION}/${path}`).expect(404);
  });

  it.each<[string, Use]>([
    ['registration_network', WRITES[0]!],
    ['registration_network', WRITES[1]!],
    ['registration_ue', WRITES[2]!],
    ['registration_run', WRITES[3]!],
    ['registration_run', WRITES[4]!],
    ['registration_ue', WRITES[5]!],
    ['registration_run', WRITES[6]!],
  ])('a table %s that takes no writes is answered 503', async (table, { method, path, body }) => {
    const changed = (sent: object) => ({ ...sent, ...('plmnId' in sent && { name: 'changed' }), ...('supi' in sent && { allowedNssai: [] }) });
    const { headers } = await withoutWrites(platform.databaseUrl, async () => api[method](path(application)).send(body && changed(body())).expect(503), table);
    expect(headers['retry-after']).toMatch(/^\d+$/);
  });

  it('a fault of the platform itself is answered 500, and nothing of its inside is told', async () => {
    await executeSql(platform.databaseUrl, 'ALTER TABLE registration_network RENAME TO elsewhere');
    for (const { method, path, body } of [...READS, ...WRITES].filter(({ name }) => name !== 'a run' && name !== 'a UE' )) {
      const answer = await api[method](path(application)).send(body?.()).expect(500);
      expect(JSON.stringify(answer.body)).not.toMatch(/sql|table|relation|elsewhere/i);
    }
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO registration_network');
  });

  it('nothing of what was refused has changed anything', async () => {
    expect([(await api.get(registrationPath('scenario')).expect(200)).body, await runsOf(api)]).toEqual(before);
  });
});
