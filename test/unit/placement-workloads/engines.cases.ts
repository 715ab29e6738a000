import { tmpdir } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { DockerRuntime } from '../../../src/modules/container-runtime/adapters/docker/docker-runtime.js';
import { KubernetesRuntime } from '../../../src/modules/container-runtime/adapters/kubernetes/kubernetes-runtime.js';
import { StandInDocker } from '../../support/containers/stand-in-docker.js';
import { StandInApi } from '../../support/kubernetes/stand-in-api.js';
import { TestClock } from '../../support/test-clock.js';
import { containersIn, IMAGE, type Manifest, manifestsIn, REFERENCE, requiring } from '../placement-requirements/orchestrations.js';
import { cloud, Shop, SHOP } from './shop.js';

const AT_ENGINE = 'sha256:config-of-one';
const OWN_VARIABLES = ['OPENMEP_APP_INSTANCE_ID=copy-1', 'OPENMEP_API_ROOT=http://mep.test:8080'];

interface Sent {
  Image: string;
  Env: string[];
  Labels: object;
  HostConfig: { Mounts?: { Source: string }[]; NetworkMode: string; PortBindings?: Record<string, { HostIp?: string; HostPort: string }[]> };
}

/** What the engine was asked for, without what tells one copy from another; the artefact's are left. */
function asInArtefact({ Labels: _labels, HostConfig, ...sent }: Sent): object {
  const { NetworkMode: _network, Mounts, PortBindings, ...host } = HostConfig;
  const bindings = PortBindings && Object.entries(PortBindings).map(([port, places]) => [port, places.map(({ HostIp: _address, ...place }) => place)]);
  return {
    ...sent,
    Image: REFERENCE,
    Env: sent.Env.filter((variable) => !OWN_VARIABLES.includes(variable)),
    HostConfig: {
      ...host,
      ...(Mounts && { Mounts: Mounts.map((mount) => ({ ...mount, Source: mount.Source.replace('openmep-copy-1-', '') })) }),
      ...(bindings && { PortBindings: Object.fromEntries(bindings) as object }),
    },
  };
}

describe('what reaches an engine', () => {
  it('is the artefact of docker type but for image, names, labels, network and address, and two variables', async () => {
    const { services } = SHOP.orchestration;
    const shop = new Shop({ ...SHOP, orchestration: { ...SHOP.orchestration, services: { ...services, helper: { image: IMAGE, environment: { LEVEL: 'low' } } } } });
    const engine = await StandInDocker.start();
    engine.objects.addImage(AT_ENGINE);
    await new DockerRuntime(engine.host, tmpdir()).create(shop.workload(cloud(), shop.copy(), { [REFERENCE]: AT_ENGINE }));
    const sent = engine.objects.asked as unknown as Sent[];
    expect(sent.map(asInArtefact)).toEqual(containersIn(shop.made));
    for (const { Image, Env, Labels } of sent) {
      expect(Image).toBe(AT_ENGINE);
      expect(Env).toEqual(expect.arrayContaining(OWN_VARIABLES));
      expect(Labels).toMatchObject({ 'openmep.platform': 'here/fog-n', 'openmep.cloud': 'fog-n', 'openmep.application': 'shop', 'openmep.app-instance': 'copy-1' });
    }
    expect(sent[0]!.Labels).toMatchObject({ 'openmep.network': 'openmep-fog-n-yun' });
    expect(sent[0]!.HostConfig).toMatchObject({ NetworkMode: 'openmep-fog-n-yun', PortBindings: { '80/tcp': [{ HostIp: '127.0.0.2', HostPort: '1216' }] } });
    expect([...engine.objects.networks]).toEqual([['openmep-fog-n-yun', { 'openmep.cloud': 'fog-n' }]]);
    expect(engine.objects.volumes.get('openmep-copy-1-html')!.files.map((archive) => archive.toString('utf8', 512, 517))).toEqual(['hello']);
    expect(engine.objects.volumes.get('openmep-copy-1-data')!.files).toEqual([]);
  });

  it('is the manifests of the artefact of k8s type with labels, the address, the files and two variables, started later', async () => {
    const shop = new Shop(requiring({ ports: ['1216:80'], volumes: ['./html:/srv'], environment: { LEVEL: 'high' } }, { 'x-openmep-files': [{ from: 'webapp', to: './html' }] }));
    const clock = new TestClock();
    const api = await StandInApi.start();
    const runtime = new KubernetesRuntime(api.kubeconfig(), clock, tmpdir());
    let created = false;
    const creating = runtime.create(shop.workload(cloud({ kind: 'EDGE', runtime: { driver: 'kubernetes' } }), shop.copy('K8S'))).finally(() => (created = true));
    for (; !created; await turn()) await clock.advance(500);
    await creating;
    const [, deployment, service] = manifestsIn(shop.made) as [unknown, Manifest, Manifest];
    const sent = api.cluster.read('/apis/apps/v1/namespaces/mec-copy-1/deployments/application').spec as unknown as Manifest['spec'] & { template: { metadata: { labels: object } } };
    expect(sent.template.metadata.labels).toMatchObject({ 'openmep.object': 'application', 'openmep.app-instance': 'copy-1', 'openmep.cloud': 'fog-n', 'openmep.application': 'shop' });
    const { template } = deployment.spec as unknown as typeof sent;
    const variables = OWN_VARIABLES.map((text) => text.split('=')).map(([name, value]) => ({ name, value }));
    const containers = template.spec.containers.map((container) => ({ ...container, env: [...(container as { env: object[] }).env, ...variables] }));
    const volumes = [{ name: 'html', configMap: { name: 'html', items: [{ key: 'f0', path: 'index.html' }] } }];
    expect(sent).toEqual({ ...deployment.spec, replicas: 0, template: { metadata: sent.template.metadata, spec: { ...template.spec, containers, volumes } } });
    expect(api.cluster.read('/api/v1/namespaces/mec-copy-1/configmaps/html').binaryData).toEqual({ f0: Buffer.from('hello').toString('base64') });
    expect(api.cluster.read('/api/v1/namespaces/mec-copy-1/services/application').spec).toMatchObject({ ...service.spec, loadBalancerIP: '127.0.0.2' });
  });
});
