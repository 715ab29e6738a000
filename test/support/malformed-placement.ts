import { eventually } from './eventually.js';
import { image, layoutArchive, tarFile } from './placement/image-archives.js';
import { requiring } from './placement/http-world.js';
import { cloud, placementPath, type Schemas } from './placement/placement.js';
import type { RegistryClient } from './process-registry.js';

const TAR = 'application/x-tar';
const WEBAPP = tarFile([{ name: 'index.html', content: Buffer.from('hello') }]);
/** One service with files. */
const SHOP = { appName: 'shop', requirements: { ...requiring({ volumes: ['./www:/www'] }) } };
Object.assign(SHOP.requirements.orchestration, { 'x-openmep-files': [{ from: 'webapp', to: './www' }] });

/** Makes one resource of each kind, as the examples of the document call them: a user that is served, and a task that waits. Answers their ids, those of a single operation by `placement <id>`. */
export async function furnishPlacement(client: RegistryClient): Promise<Record<string, Record<string, string>>> {
  const done = async (answer: ReturnType<RegistryClient['send']>): Promise<string> => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(`${status}: ${text}`);
    return text;
  };
  const put = (path: string, content: object) => done(client.send('PUT', path, content));
  const list = async <Item>(kind: string): Promise<Item[]> => JSON.parse(await done(client.send('GET', placementPath(kind)))) as Item[];
  for (const [cloudId, capacity] of [['fog-n', {}], ['edge-n', { deployments: 0 }]] as const) await put(placementPath('clouds', cloudId), cloud({ capacity }));
  await put(placementPath('links', 'fog-n-edge-n'), { clouds: ['fog-n', 'edge-n'] });
  await put(placementPath('areas', 'b'), { clouds: ['fog-n'], cells: ['harbour-1'] });
  const { digest } = JSON.parse(await done(client.sendBytes('POST', `${placementPath('images')}?repository=debian`, { type: TAR, bytes: layoutArchive(image('a')) }))) as { digest: string };
  await put(placementPath('applications', 'shop'), SHOP);
  await done(client.sendBytes('PUT', placementPath('applications', 'shop', 'files', 'webapp'), { type: TAR, bytes: WEBAPP }));
  await put(placementPath('applications', 'shop', 'users', 'car-1'), { place: { areaId: 'b' } });
  const { deploymentId } = await eventually(async () => {
    const ready = (await list<Schemas['Deployment']>('deployments')).find(({ state }) => state === 'READY');
    expect(ready).toBeDefined();
    return ready!;
  });
  const [{ digest: artefact }] = (await list('artefacts')) as [{ digest: string }];
  const waiting = (await list<Schemas['DriftTask']>('drift_tasks')).find(({ cloudId }) => cloudId === 'edge-n')!;
  const ids = { cloudId: 'fog-n', linkId: 'fog-n-edge-n', areaId: 'b', digest, applicationId: 'shop', fileName: 'webapp', userId: 'car-1', deploymentId, taskId: waiting.taskId };
  return { placement: ids, 'placement placementArtefactGet': { digest: artefact } };
}
