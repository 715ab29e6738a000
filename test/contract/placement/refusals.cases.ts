import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { eventually } from '../../support/eventually.js';
import { HttpWorld, requiring, userPath } from '../../support/placement/http-world.js';
import { cloud, PLACEMENT, placementPath } from '../../support/placement/placement.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

let ids = { digest: '', artefact: '', deployment: '', task: '' };
const at = (...segments: string[]) => () => placementPath(...segments);
const CAR = at('applications', 'shop', 'users', 'car');
const LINK = at('links', 'fog-n-edge-n');
const FILE = () => placementPath('applications', 'shop', 'files', 'webapp');
const image = () => placementPath('images', ids.digest);
const task = (action = '') => `${placementPath('drift_tasks', ids.task)}${action}`;

const READS: Use[] = [
  ...['clouds', 'links', 'areas', 'images', 'applications', 'artefacts', 'deployments', 'drift_tasks', 'policy'].map((name): Use => ({ method: 'get', name: `the ${name}`, path: at(name) })),
  { method: 'get', name: 'a cloud', path: at('clouds', 'fog-n') },
  { method: 'get', name: 'a link', path: LINK },
  { method: 'get', name: 'an area', path: at('areas', 'b') },
  { method: 'get', name: 'an image', path: image },
  { method: 'get', name: 'an application', path: at('applications', 'shop') },
  { method: 'get', name: 'an artefact', path: () => placementPath('artefacts', ids.artefact) },
  { method: 'get', name: 'the users', path: at('applications', 'shop', 'users') },
  { method: 'get', name: 'a user', path: CAR },
  { method: 'get', name: 'a deployment', path: () => placementPath('deployments', ids.deployment) },
  { method: 'get', name: 'a drift task', path: () => task() },
];
const WRITES: Use[] = [
  { method: 'put', name: 'a cloud', path: at('clouds', 'fog-n'), body: () => cloud({ name: 'changed' }) },
  { method: 'put', name: 'a link', path: LINK, body: () => ({ clouds: ['fog-n', 'edge-n'], distance: 9 }) },
  { method: 'put', name: 'an area', path: at('areas', 'b'), body: () => ({ clouds: ['edge-n', 'fog-n'], cells: ['cell-b'] }) },
  { method: 'put', name: 'an application', path: at('applications', 'shop'), body: () => ({ appName: 'changed', requirements: requiring() }) },
  { method: 'put', name: 'a user', path: CAR, body: () => ({ place: { areaId: 'a' } }) },
  { method: 'put', name: 'the place of a user', path: () => `${CAR()}/place`, body: () => ({ areaId: 'a' }) },
  { method: 'put', name: 'the policy', path: at('policy'), body: () => ({ tries: 9 }) },
];
const TAKING: Use[] = [
  { method: 'delete', name: 'a cloud', path: at('clouds', 'spare') },
  { method: 'delete', name: 'a link', path: LINK },
  { method: 'delete', name: 'an area', path: at('areas', 'd') },
  { method: 'delete', name: 'an image', path: image },
  { method: 'delete', name: 'an application', path: at('applications', 'shop') },
  { method: 'delete', name: 'a user', path: CAR },
  { method: 'post', name: 'the retry of a drift task', path: () => task('/retry') },
  { method: 'post', name: 'the cancellation of a drift task', path: () => task('/cancel') },
  { method: 'get', name: 'the archive of an image', path: () => `${image()}/archive` },
  { method: 'get', name: 'files', path: FILE },
  { method: 'put', name: 'files', path: FILE },
];

describe('refusals of placement', () => {
  const { platform, api, application } = usePlatform();
  const world = new HttpWorld(api);
  let before: unknown;
  const seen = () => Promise.all(READS.map(async ({ path }) => (await api.get(path(application)).expect(200)).text));

  beforeAll(async () => {
    await world.seed({ spare: {}, full: { capacity: { deployments: 0 } } });
    await world.areas({ f: ['full'] });
    await world.application();
    ids.digest = await world.image('unused');
    for (const [userId, areaId] of [['car', 'b'], ['bus', 'f']] as const) await world.user(userId, areaId);
    await eventually(async () => expect((await world.copies()).slice(0, 2)).toEqual(['edge-n READY 1', 'fog-n READY 1']));
    await eventually(async () => expect(await world.tasks({ cloudId: 'full' })).toMatchObject([{ state: 'PAUSED' }]));
    const { body } = await api.get(placementPath('artefacts')).expect(200);
    ids = { ...ids, artefact: (body as { digest: string }[])[0]!.digest, deployment: (await world.deployments())[0]!.deploymentId, task: (await world.tasks({ cloudId: 'full' }))[0]!.taskId };
    before = await seen();
  });

  describeRefusals(api, [...READS, ...WRITES, ...TAKING], application);
  describeNegotiation(api, READS, application);

  it.each<[keyof SpecAgent, () => string]>([
    ['post', at('clouds')],
    ['patch', CAR],
    ['delete', at('deployments')],
    ['put', at('deployments', 'any')],
    ['delete', () => task()],
    ['get', () => task('/retry')],
    ['delete', at('policy')],
  ])('%s of a path that does not take it is answered 405', async (method, path) => {
    expect((await api[method](path()).expect(405)).headers['allow']).toMatch(/GET|POST/);
  });

  it.each(['', 'clouds/', 'cloud', 'applications/shop/users/car/areas', 'drift_tasks/x/pause'])('the unknown path "%s" is answered 404', async (path) => {
    await api.get(`${PLACEMENT}/${path}`).expect(404);
  });

  it.each<[string, Use]>([
    ...WRITES.map((use): [string, Use] => [{ 'a cloud': 'cloud', 'a link': 'link', 'an area': 'area', 'an application': 'application', 'the policy': 'policy' }[use.name] ?? 'user', use]),
    ['user', { method: 'delete', name: 'a user', path: CAR }],
    ['cloud', { method: 'delete', name: 'a cloud', path: at('clouds', 'spare') }],
    ['task', { method: 'post', name: 'a retry', path: () => task('/retry') }],
    ['task', { method: 'post', name: 'a cancellation', path: () => task('/cancel') }],
  ])('a table %s that takes no writes is answered 503', async (table, { method, path, body }) => {
    const { headers } = await withoutWrites(platform.databaseUrl, async () => api[method](path(application)).send(body?.()).expect(503), `placement_${table}`);
    expect(headers['retry-after']).toMatch(/^\d+$/);
  });

  it('nothing of what was refused has changed anything', async () => {
    expect(await seen()).toEqual(before);
  });

  it('a fault of the platform itself is answered 500, and nothing of its inside is told', async () => {
    await executeSql(platform.databaseUrl, 'ALTER TABLE placement_user RENAME TO elsewhere');
    const { body } = await api.put(userPath('new')).send({}).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO placement_user');
    await api.put(userPath('new')).send({}).expect(201);
  });
});
