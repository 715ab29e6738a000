import { eventually } from '../../support/eventually.js';
import { tarFile } from '../../support/placement/image-archives.js';
import { HttpWorld } from '../../support/placement/http-world.js';
import { placementPath, type Schemas } from '../../support/placement/placement.js';
import { seedRequirements } from '../../unit/placement-requirements/contract.js';
import { usePlatform } from '../../support/use-platform.js';

const WEBAPP = tarFile([{ name: 'index.html', content: Buffer.from('<h1>shop</h1>') }]);

describe('the tables of the seed, over HTTP; no cloud has an engine', () => {
  const { api } = usePlatform();
  const world = new HttpWorld(api);
  const shop = placementPath('applications', 'shop');

  beforeEach(async () => {
    await world.clear();
    await world.seed();
  });

  it('table 1 and ¶82 to 84: the requirement information is generated, and deployed with its ports', async () => {
    await api.put(shop).send({ appName: 'webshop', requirements: seedRequirements() }).expect(201);
    await world.image('nginx');
    await api.put(`${shop}/files/webapp`).set('Content-Type', 'application/x-tar').send(WEBAPP).expect(201);
    const { artefacts } = (await api.get(shop).expect(200)).body as Schemas['PlacedApplication'];
    expect(artefacts.map(({ type }) => type)).toEqual(['DOCKER', 'K8S']);
    await world.user('car', 'b');
    await eventually(async () => expect(await world.copies()).toEqual(['edge-n READY 1', 'fog-n READY 1']));
    for (const { ports } of await world.deployments()) expect(ports!.map(({ port, hostPort }) => `${hostPort}:${port}`).sort()).toEqual(['1216:80', '1217:443']);
    expect((await api.get(placementPath('clouds', 'fog-n')).expect(200)).body).toMatchObject({ used: { cpuMillis: 500, memoryMB: 269, deployments: 1 } });
  });

  it('¶89: of the services tomcat and mysql of table 1 the images are extracted', async () => {
    const { images, orchestration } = seedRequirements();
    const { hostname: _hostname, ...nginx } = orchestration.services['nginx']!;
    const services = { tomcat: { ...nginx, image: 'tomcat' }, mysql: { image: 'mysql:5.7', environment: { MYSQL_ROOT_PASSWORD: 'x' } } };
    const { body } = await api.put(shop).send({ appName: 'webshop', requirements: { images, orchestration: { ...orchestration, services } } }).expect(201);
    expect(body).toMatchObject({ state: 'INCOMPLETE', extracted: { images: ['mysql:5.7', 'tomcat:latest'], files: ['webapp'], ports: ['1216:80/tcp', '1217:443/tcp'] } });
  });

  it.each([['a', 'edge-n'], ['b', 'fog-n'], ['c', 'edge-1']])('table 2: in area %s the first cloud is %s, told by area and by cell', async (areaId, cloudId) => {
    await world.application();
    expect(await world.user('car', areaId)).toMatchObject({ areas: [areaId], firstCloud: cloudId });
    await api.put(placementPath('applications', 'shop', 'users', 'bus')).send({ place: { cellId: `cell-${areaId}` } }).expect(201);
    for (const userId of ['car', 'bus']) await eventually(async () => expect(await world.servedAt(userId)).toBe(cloudId));
    expect((await world.history())[0]).toMatch(new RegExp(`^DEPLOY ${cloudId} ENTERED `));
  });

  it.each<[string, Schemas['PlacementPolicy'], string[]]>([
    ['¶100, the nearest', { neighbours: 'NEAREST', count: 1 }, ['edge-m']],
    ['¶117, the three nearest', { neighbours: 'NEAREST', count: 3 }, ['edge-1', 'edge-m', 'fog-n']],
    ['¶116, up to a distance over two links', { neighbours: 'DISTANCE', threshold: 4.5 }, ['edge-1', 'edge-m', 'fog-n']],
    ['¶116, below it', { neighbours: 'DISTANCE', threshold: 4.4 }, ['edge-m', 'fog-n']],
    ['on arrival only', { neighbours: 'NEAREST', count: 0 }, []],
    ['those with a link', {}, ['edge-m', 'fog-n']],
  ])('second clouds, %s: a policy that comes later counts at once', async (_name, policy, expected) => {
    await world.application();
    await world.policy({ neighbours: 'NEAREST', count: 0 });
    await world.user('car', 'a');
    await world.policy({ ...policy, keepFor: 0 });
    await eventually(async () => expect(await world.heldAt('car')).toEqual([...expected, 'edge-n'].sort()));
    await eventually(async () => expect((await world.copies()).map((copy) => copy.split(' ')[0])).toEqual([...expected, 'edge-n'].sort()));
  });
});
