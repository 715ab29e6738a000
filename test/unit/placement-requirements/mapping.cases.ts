import type { OrchestratedService, OrchestrationProject } from '../../../src/modules/placement/domain/requirements/types.js';
import { attributesOf } from './contract.js';
import { digestOf } from './library.js';
import { containersIn, files, generated, manifestsIn, podIn, REFERENCE, requiring } from './orchestrations.js';

type Key = Exclude<keyof OrchestratedService, 'networks'>;

interface Rendered {
  given: Partial<OrchestratedService>;
  project?: Partial<OrchestrationProject>;
  docker: object;
  kubernetes: object;
}

/** What each key of a service becomes for each engine. */
const MAPPING: Record<Key, Rendered> = {
  image: { given: { image: 'ONE:1' }, docker: { Image: REFERENCE }, kubernetes: { image: REFERENCE, imagePullPolicy: 'IfNotPresent' } },
  hostname: { given: { hostname: 'shop' }, docker: { Hostname: 'shop', HostConfig: { ExtraHosts: ['web:127.0.0.1', 'shop:127.0.0.1'] } }, kubernetes: { name: 'web' } },
  entrypoint: { given: { entrypoint: ['/run', '$(HOME)'] }, docker: { Entrypoint: ['/run', '$(HOME)'] }, kubernetes: { command: ['/run', '$$(HOME)'] } },
  command: { given: { command: ['serve', '$$', '$HOME'] }, docker: { Cmd: ['serve', '$$', '$HOME'] }, kubernetes: { args: ['serve', '$$$', '$HOME'] } },
  environment: { given: { environment: { LEVEL: 'high', EMPTY: '' } }, docker: { Env: ['LEVEL=high', 'EMPTY='] }, kubernetes: { env: [{ name: 'LEVEL', value: 'high' }, { name: 'EMPTY', value: '' }] } },
  ports: {
    given: { ports: ['1216:80', '00053:53/udp', '9:9/sctp'] },
    docker: {
      ExposedPorts: { '80/tcp': {}, '53/udp': {}, '9/sctp': {} },
      HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '1216' }], '53/udp': [{ HostPort: '53' }], '9/sctp': [{ HostPort: '9' }] } },
    },
    kubernetes: { ports: [{ containerPort: 80, protocol: 'TCP' }, { containerPort: 53, protocol: 'UDP' }, { containerPort: 9, protocol: 'SCTP' }] },
  },
  volumes: {
    given: { volumes: ['data:/var/data/:ro', './Html_1:/srv'] },
    project: { volumes: { data: null } },
    docker: {
      HostConfig: {
        Mounts: [
          { Type: 'volume', Source: 'data', Target: '/var/data', ReadOnly: true, VolumeOptions: { NoCopy: true } },
          { Type: 'volume', Source: expect.stringMatching(/^html-1--[0-9a-f]{16}$/), Target: '/srv', ReadOnly: false, VolumeOptions: { NoCopy: true } },
        ],
      },
    },
    kubernetes: { volumeMounts: [{ name: 'data', mountPath: '/var/data', readOnly: true }, { name: expect.stringMatching(/^html-1--[0-9a-f]{16}$/), mountPath: '/srv' }] },
  },
  healthcheck: {
    given: { healthcheck: { test: ['CMD-SHELL', 'test $(cat /up) = 1'], interval: '5s', timeout: '2s', start_period: '30s', retries: 4 } },
    docker: { Healthcheck: { Test: ['CMD-SHELL', 'test $(cat /up) = 1'], Interval: 5e9, Timeout: 2e9, StartPeriod: 30e9, Retries: 4 } },
    kubernetes: {
      readinessProbe: { exec: { command: ['sh', '-c', 'test $$(cat /up) = 1'] }, periodSeconds: 5, timeoutSeconds: 2, initialDelaySeconds: 30, failureThreshold: 4 },
    },
  },
  cpus: { given: { cpus: 1.001 }, docker: { HostConfig: { NanoCpus: 1_001_000_000 } }, kubernetes: { resources: { limits: { cpu: '1001m' } } } },
  mem_limit: { given: { mem_limit: '6145k' }, docker: { HostConfig: { Memory: 6_292_480 } }, kubernetes: { resources: { limits: { memory: '6292480' } } } },
};

const HEALTH_CHECK = MAPPING.healthcheck.given.healthcheck!;

describe('what orchestrations may say', () => {
  it('is here key by key, as the contract has it', () => {
    expect([...Object.keys(MAPPING), 'networks'].sort()).toEqual(attributesOf('OrchestratedService').sort());
    expect(Object.keys(HEALTH_CHECK).sort()).toEqual(attributesOf('OrchestratedHealthCheck').sort());
    expect(attributesOf('OrchestrationProject').sort()).toEqual(['networks', 'services', 'volumes', 'x-openmep-files']);
    expect(attributesOf('OrchestratedFiles').sort()).toEqual(['from', 'to']);
  });

  it.each(Object.keys(MAPPING) as Key[])('becomes what both engines are given: %s', (key) => {
    const { given, project, docker, kubernetes } = MAPPING[key];
    const made = generated(requiring(given, project));
    expect(containersIn(made)).toMatchObject([docker]);
    expect(podIn(made).containers).toMatchObject([kubernetes]);
  });

  it('becomes nothing where it says nothing', () => {
    const made = generated(requiring());
    expect(made.plan.network).toBeUndefined();
    expect(containersIn(made)).toEqual([
      {
        Image: REFERENCE,
        ExposedPorts: {},
        HostConfig: {
          PortBindings: {},
          ExtraHosts: ['web:127.0.0.1'],
          RestartPolicy: { Name: 'unless-stopped' },
          LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
        },
      },
    ]);
    expect(manifestsIn(made).map(({ kind }) => kind)).toEqual(['Deployment']);
    expect(podIn(made)).toEqual({
      automountServiceAccountToken: false,
      hostAliases: [{ ip: '127.0.0.1', hostnames: ['web'] }],
      containers: [{ name: 'web', image: REFERENCE, imagePullPolicy: 'IfNotPresent', resources: {} }],
    });
  });

  it('gives the pod the name of its host, and the service ports outside of those of nodes', () => {
    const made = generated(requiring({ hostname: 'shop', ports: ['1216:80', '1216:80/udp'] }));
    expect(podIn(made)).toMatchObject({ hostname: 'shop', hostAliases: [{ ip: '127.0.0.1', hostnames: ['web', 'shop'] }] });
    expect(manifestsIn(made).at(-1)).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'application' },
      spec: {
        type: 'LoadBalancer',
        selector: { 'openmep.object': 'application' },
        ports: [{ name: 'tcp-1216', port: 1216, targetPort: 80, protocol: 'TCP' }, { name: 'udp-1216', port: 1216, targetPort: 80, protocol: 'UDP' }],
      },
    });
  });

  it('calls the host after the first service, and knows the others by all of their names', () => {
    const services = { web: { image: 'one:1', hostname: 'shop' }, helper: { image: 'one:1', hostname: 'web' }, store: { image: 'one:1', hostname: 'db' } };
    const made = generated({ ...requiring(), orchestration: { services } });
    expect(containersIn(made)[0]).toMatchObject({ Hostname: 'shop', HostConfig: { ExtraHosts: ['web:127.0.0.1', 'shop:127.0.0.1', 'helper:127.0.0.1', 'store:127.0.0.1', 'db:127.0.0.1'] } });
    for (const other of containersIn(made).slice(1)) expect(Object.keys(other)).toEqual(['Image', 'HostConfig']);
    expect(podIn(made)).toMatchObject({ hostname: 'shop', hostAliases: [{ hostnames: ['web', 'shop', 'helper', 'store', 'db'] }] });
  });

  it('tells of each container the ports of its own', () => {
    const services = { web: { image: 'one:1', ports: ['1:80'] }, helper: { image: 'one:1' }, store: { image: 'one:1', ports: ['2:81'] } };
    const { containers } = podIn(generated({ ...requiring(), orchestration: { services } }));
    expect(containers.map((container) => (container as { ports?: object }).ports)).toEqual([[{ containerPort: 80, protocol: 'TCP' }], undefined, [{ containerPort: 81, protocol: 'TCP' }]]);
  });

  it('names a network, of which each cloud has its own', () => {
    const made = generated(requiring({ networks: ['yun'] }, { networks: { yun: {} } }));
    expect(made.plan.network).toBe('yun');
    expect(JSON.stringify(made.artefacts)).not.toContain('yun');
  });

  it('claims volumes without files, and makes ConfigMaps of those with files', () => {
    const entries = [{ from: 'webapp', to: './html' }, { from: 'webapp', to: './copy' }];
    const services = { web: { image: 'one:1', volumes: ['data:/data', './html:/srv', './html:/again'] }, helper: { image: 'one:1', volumes: ['data:/data', './copy:/srv'] } };
    const made = generated({ ...requiring(), orchestration: { services, volumes: { data: {}, unused: null }, 'x-openmep-files': entries } }, files({ webapp: 2 ** 20 }));
    expect(manifestsIn(made).slice(0, -1)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'html' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'copy' } },
    ]);
    expect(podIn(made)).toMatchObject({
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }, { name: 'html', configMap: { name: 'html' } }, { name: 'copy', configMap: { name: 'copy' } }],
    });
    const copied = [{ fileName: 'webapp', digest: digestOf('webapp'), volume: 'html' }, { fileName: 'webapp', digest: digestOf('webapp'), volume: 'copy' }];
    expect(made.artefacts.map((artefact) => artefact.files)).toEqual([copied, copied]);
    expect(made.plan.workload.volumes).toEqual([{ name: 'data' }, { name: 'html', files: { digest: digestOf('webapp') } }, { name: 'copy', files: { digest: digestOf('webapp') } }]);
  });

  it('is for Docker only with more files than a ConfigMap holds', () => {
    const requirements = requiring({ volumes: ['./html:/srv'] }, { 'x-openmep-files': [{ from: 'webapp', to: './html' }] });
    expect(generated(requirements, files({ webapp: 2 ** 20 + 1, other: 1 })).artefacts.map(({ type }) => type)).toEqual(['DOCKER']);
    expect(generated(requirements, files({ webapp: 1, other: 2 ** 20 + 1 })).artefacts.map(({ type }) => type)).toEqual(['DOCKER', 'K8S']);
  });
});
