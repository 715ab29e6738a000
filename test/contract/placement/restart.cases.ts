import { startPlatform } from '../../support/platform.js';
import { seedRequirements } from '../../unit/placement-requirements/contract.js';
import { image, layoutArchive, tarFile } from '../../support/placement/image-archives.js';
import { placementPath, putClouds } from '../../support/placement/placement.js';
import { specAgent, type SpecAgent } from '../../support/spec-agent.js';

const LISTS = [['clouds'], ['links'], ['areas'], ['images'], ['policy'], ['applications'], ['artefacts'], ['applications', 'shop', 'files', 'webapp']];
const seen = async (api: SpecAgent) => Promise.all(LISTS.map(async (list) => (await api.get(placementPath(...list)).expect(200)).text));

it('a restart finds clouds, links, areas, images, applications and the policy as they were', async () => {
  const first = await startPlatform();
  const api = specAgent(first);
  await putClouds(api, 'fog-n', 'edge-n', 'edge-m');
  await api.put(placementPath('links', 'l')).send({ clouds: ['fog-n', 'edge-n'], distance: 0.25 }).expect(201);
  await api.put(placementPath('areas', 'b')).send({ name: 'Harbour', clouds: ['fog-n'], cells: ['c'] }).expect(201);
  await api.put(placementPath('policy')).send({ neighbours: 'DISTANCE', threshold: 2 }).expect(200);
  await api.post(placementPath('images')).query({ repository: 'nginx' }).set('Content-Type', 'application/x-tar').send(layoutArchive(image('a'))).expect(201);
  await api.put(placementPath('applications', 'shop')).send({ appName: 'webshop', requirements: seedRequirements(), usageAreas: ['b'] }).expect(201);
  await api.put(placementPath('applications', 'shop', 'files', 'webapp')).set('Content-Type', 'application/x-tar').send(tarFile([{ name: 'index.html', content: Buffer.from('x') }])).expect(201);
  expect((await api.get(placementPath('artefacts')).expect(200)).body).toHaveLength(2);
  await api.delete(placementPath('clouds', 'edge-m')).expect(204);
  const before = await seen(api);
  await first.stop();
  const second = await startPlatform({ environment: { DATABASE_URL: first.databaseUrl } });
  expect(await seen(specAgent(second))).toEqual(before);
});
