import { Recorder } from '../../../src/modules/placement/domain/world/recorder.js';
import type { Deployment, WorldChange } from '../../../src/modules/placement/domain/world/world-items.js';
import { eventually } from '../../support/eventually.js';
import { image, layoutArchive } from '../../support/placement/image-archives.js';
import { clear, cloud, placementPath, putClouds } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

const deployment = (deploymentId: string, changes: Partial<Deployment> = {}): Deployment => ({
  deploymentId,
  applicationId: deploymentId,
  cloudId: 'edge-n',
  artefact: `sha256:${deploymentId.padEnd(64, '0')}`,
  needs: { cpuMillis: 500, memoryMB: 256, storageMB: 1, deployments: 1 },
  state: 'READY',
  since: 0,
  position: 1,
  ...changes,
});

describe('clouds with deployments', () => {
  const { api, platform } = usePlatform();
  const path = placementPath('clouds', 'edge-n');
  const record = (change: WorldChange) => platform.server.app.get(Recorder).record(change);
  const deployments = [deployment('a'), deployment('b', { position: 2, state: 'PREPARING' }), deployment('c', { position: 3, state: 'FAILED' })];

  /** What nobody needs is destroyed. */
  const references = deployments.map(({ deploymentId, applicationId }) => ({ applicationId, deploymentId, userId: 'car', role: 'SERVING' as const }));

  beforeEach(async () => {
    await record({ deployments: { remove: deployments } });
    await clear(api);
    await putClouds(api, 'edge-n', 'fog-n');
    await record({ deployments: { put: deployments }, references: { put: references } });
  });

  it('tell what these take, but for those that are FAILED; an image of two counts once', async () => {
    const { body } = await api.post(placementPath('images')).query({ repository: 'nginx' }).set('Content-Type', 'application/x-tar').send(layoutArchive(image('a')));
    const { digest } = body as { digest: string };
    const artefacts = deployments.map(({ artefact, applicationId }) => ({ digest: artefact, applicationId, type: 'DOCKER' as const, images: [{ reference: `nginx:latest@${digest}`, digest }], containers: [] }));
    await record({ artefacts: { put: artefacts } });
    expect((await api.get(path).expect(200)).body).toMatchObject({ used: { cpuMillis: 1000, memoryMB: 512, storageMB: 1, deployments: 2 } });
    expect((await api.get(placementPath('images', digest)).expect(200)).body).toMatchObject({ applications: ['a', 'b', 'c'] });
    expect((await api.delete(placementPath('images', digest)).expect(409)).body.detail).toBe('The image is used by the application a.');
    await record({ artefacts: { remove: artefacts } });
    await api.delete(placementPath('images', digest)).expect(204);
  });

  it.each<[string, object]>([
    ['kind', cloud({ kind: 'EDGE' })],
    ['runtime', cloud({ runtime: { driver: 'docker' } })],
    ['address', cloud({ address: '192.0.2.1' })],
    ['platform', cloud({ platform: { apiRoot: 'http://other.example' } })],
  ])('keep their %s, 409', async (name, sent) => {
    const before = (await api.get(path).expect(200)).body as object;
    expect((await api.put(path).send(sent).expect(409)).body.detail).toBe(`The cloud edge-n has deployments; its ${name} stays as it is.`);
    await api.get(path).expect(200, before);
  });

  it('take another name and a smaller capacity, which ends nothing', async () => {
    const { body } = await api.put(path).send(cloud({ name: 'Casino', capacity: { deployments: 0 } })).expect(200);
    expect(body).toMatchObject({ name: 'Casino', capacity: { deployments: 0 }, used: { deployments: 2 } });
  });

  it('are REMOVING when they are removed, 202, as often as they are, and are not changed any more, 409', async () => {
    for (let time = 0; time < 2; time++) {
      const { body, headers } = await api.delete(path).expect(202);
      expect(body).toMatchObject({ cloudId: 'edge-n', state: 'REMOVING' });
      expect(headers['location']).toBe(`http://mep.test:8080${path}`);
    }
    expect((await api.get(placementPath('clouds')).query({ state: 'REMOVING' }).expect(200)).body).toHaveLength(1);
    expect((await api.put(path).send(cloud()).expect(409)).body.detail).toBe('The cloud edge-n is REMOVING.');
    await record({ deployments: { remove: deployments } });
    await eventually(() => api.get(path).expect(404));
  });
});
