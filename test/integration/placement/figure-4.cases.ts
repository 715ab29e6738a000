import { HttpWorld } from '../../support/placement/http-world.js';
import { tarFile } from '../../support/placement/image-archives.js';
import { inTime } from '../../support/in-time.js';
import { placementPath, type Schemas } from '../../support/placement/placement.js';
import { StandInDocker } from '../../support/containers/stand-in-docker.js';
import { StandInApi } from '../../support/kubernetes/stand-in-api.js';
import { startPlatform } from '../../support/platform.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';
import { seedRequirements } from '../../unit/placement-requirements/contract.js';

const WEBAPP = tarFile([{ name: 'index.html', content: Buffer.from('<h1>shop</h1>') }]);
const KEEP_FOR = 120_000;

describe('figure 4 of the seed; at fog n a stand-in of a Docker engine, at the edge a stand-in of a Kubernetes cluster', () => {
  const clock = new TestClock();
  let fog: StandInDocker;
  let edge: StandInApi;
  let api: SpecAgent;
  let world: HttpWorld;
  const settled = (check: () => Promise<void>) => inTime(clock, check);
  const containers = () => fog.objects.containers(['openmep.application=shop']).map(({ Labels }) => Labels['openmep.cloud']);
  /** Clouds of the namespaces of copies in the cluster, sorted. */
  const namespaces = () => edge.cluster.list('/api/v1/namespaces', null).map(({ metadata }) => metadata.labels?.['openmep.cloud'] ?? metadata.name).sort();

  beforeAll(async () => {
    fog = await StandInDocker.start();
    edge = await StandInApi.start();
    const platform = await startPlatform({ clock, environment: { KUBECONFIG: edge.kubeconfig() } });
    api = specAgent(platform);
    world = new HttpWorld(api);
    const cluster = (address: string) => ({ kind: 'EDGE', runtime: { driver: 'kubernetes', endpoint: 'test' }, address }) as const;
    await world.seed({ 'fog-n': { runtime: { driver: 'docker', endpoint: fog.host } }, 'edge-n': cluster('192.0.2.20'), 'edge-m': cluster('192.0.2.21'), 'edge-1': cluster('192.0.2.22') });
    await world.image('nginx');
    const shop = placementPath('applications', 'shop');
    await api.put(shop).send({ appName: 'webshop', requirements: seedRequirements() }).expect(201);
    await api.put(`${shop}/files/webapp`).set('Content-Type', 'application/x-tar').send(WEBAPP).expect(201);
  });

  const artefact = async (cloudId: string) => {
    const [deployment] = await world.deployments({ cloudId });
    return (await api.get(placementPath('artefacts', deployment!.artefact)).expect(200)).body as Schemas['Artefact'];
  };

  it('a user at fog n: the docker type there, the k8s type ahead at edge n', async () => {
    await world.policy({ keepFor: KEEP_FOR });
    await world.user('car', 'b');
    await settled(async () => expect(await world.copies()).toEqual(['edge-n READY 1', 'fog-n READY 1']));
    await settled(async () => expect(await world.shown('car')).toMatchObject({ state: 'SERVED' }));
    expect([await world.servedAt('car'), (await artefact('fog-n')).type, (await artefact('edge-n')).type]).toEqual(['fog-n', 'DOCKER', 'K8S']);
    expect(containers()).toEqual(['fog-n']);
    expect([...fog.objects.volumes.values()].map(({ files }) => files)).toEqual([[WEBAPP]]);
    expect(namespaces()).toHaveLength(1);
  });

  it('the move to edge n finds its copy READY: switched at once; edge m is deployed ahead', async () => {
    const moved = await world.move('car', 'a');
    expect(moved).toMatchObject({ state: 'SERVED', firstCloud: 'edge-n', previousCloud: 'fog-n', lastMove: { wasReady: true, switchedAfter: 0 } });
    expect(await world.servedAt('car')).toBe('edge-n');
    await settled(async () => expect(await world.copies()).toEqual(['edge-m READY 1', 'edge-n READY 1', 'fog-n READY 1']));
    expect((await artefact('edge-m')).type).toBe('K8S');
    expect(namespaces()).toHaveLength(2);
  });

  it('¶121 keepWhileAdjacent: the copy at fog n stays', async () => {
    await clock.advance(KEEP_FOR);
    expect(await world.copies()).toEqual(['edge-m READY 1', 'edge-n READY 1', 'fog-n READY 1']);
    expect(containers()).toEqual(['fog-n']);
  });

  it('¶122 destroyOnLeave: the copy at fog n goes after keepFor, with all that it had', async () => {
    await world.policy({ keepFor: KEEP_FOR, destruction: 'destroyOnLeave' });
    expect(await world.copies()).toEqual(['edge-m READY 1', 'edge-n READY 1', 'fog-n READY 0']);
    await clock.advance(KEEP_FOR - 1000);
    expect(containers()).toEqual(['fog-n']);
    await settled(async () => expect(await world.copies()).toEqual(['edge-m READY 1', 'edge-n READY 1']));
    expect([fog.objects.names, [...fog.objects.networks.keys()], [...fog.objects.volumes.keys()]]).toEqual([[], [], []]);
    expect((await world.history()).at(-1)).toBe('DESTROY fog-n UNUSED DONE');
  });

  it('the copies that are left go with the application', async () => {
    await api.delete(placementPath('applications', 'shop')).expect(202);
    await settled(async () => void (await api.get(placementPath('applications', 'shop')).expect(404)));
    expect(namespaces()).toEqual([]);
  });
});
