import { generate } from '../../../src/modules/placement/domain/requirements/generation.js';
import { extractedFields } from '../../../src/modules/placement/domain/requirements/extracted-fields.js';
import { requirementFaults } from '../../../src/modules/placement/domain/requirements/requirement-faults.js';
import type { RequirementInformation } from '../../../src/modules/placement/domain/requirements/types.js';
import { contractFaults, listedArtefacts, seedApplication, seedArtefacts, seedFiles, seedRequirements } from './contract.js';
import { digestOf, PlainLibrary } from './library.js';

const { fileName, ...webapp } = seedFiles();
const files = new Map([[fileName, webapp]]);
const NGINX = seedArtefacts()[0]!.images[0]!.digest;

const generatedOf = (requirements: RequirementInformation, library: PlainLibrary) =>
  generate({ applicationId: 'shop', requirements, library, pins: {}, files });

describe('the example of the seed (¶82 to 84)', () => {
  const requirements = seedRequirements();

  it('names the images of table 1', () => {
    expect(requirements.images.map(({ repository, tag, sizeMB }) => `${repository} ${tag} ${sizeMB}MB`)).toEqual([
      'nginx latest 359MB', 'mysql 5.7 448MB', 'tomcat latest 647MB', 'postgres latest 313MB', 'debian latest 114MB',
    ]);
  });

  it('has no fault', () => {
    expect(contractFaults('RequirementInformation', requirements)).toEqual([]);
    expect(requirementFaults(requirements)).toEqual([]);
  });

  it('has the fields that both artefacts share', () => {
    expect(extractedFields(requirements)).toEqual(seedApplication().extracted);
  });

  it('lacks image and files at first', () => {
    const generation = generate({ applicationId: 'shop', requirements, library: new PlainLibrary(), pins: {}, files: new Map() });
    expect(generation).toEqual({ missing: ['image nginx:latest', 'files webapp'], needs: { cpuMillis: 500, memoryMB: 269, storageMB: 359, deployments: 1 } });
  });

  it('becomes the artefacts of the contract', () => {
    const { missing, generated, needs } = generatedOf(requirements, new PlainLibrary().put('nginx:latest', NGINX, 141_500_001));
    expect(missing).toEqual([]);
    expect(generated!.artefacts).toEqual(seedArtefacts());
    expect(generated!.artefacts).toEqual(listedArtefacts());
    expect(generated!.artefacts.map(({ type, digest }) => ({ type, digest }))).toEqual(seedApplication().artefacts);
    expect(generated!.artefacts.flatMap((artefact) => contractFaults('Artefact', artefact))).toEqual([]);
    expect(generated!.plan.network).toBe('yun');
    expect(generated!.pins).toEqual({ 'nginx:latest': NGINX });
    expect(needs).toEqual({ cpuMillis: 500, memoryMB: 269, storageMB: 142, deployments: 1 });
  });
});

describe('the fields that both artefacts share', () => {
  it('are sorted, and named once', () => {
    const services = { web: { image: 'Two', ports: ['443:443', '53:53/udp', '53:53', '080:80'] }, helper: { image: 'two:latest', ports: ['9:9'] }, store: { image: 'one:1' } };
    const entries = ['b', 'a', 'b'].map((from, index) => ({ from, to: `./${index}` }));
    expect(extractedFields({ images: [], orchestration: { services, 'x-openmep-files': entries } })).toEqual({
      images: ['one:1', 'two:latest'],
      files: ['a', 'b'],
      ports: ['9:9/tcp', '53:53/tcp', '53:53/udp', '80:80/tcp', '443:443/tcp'],
    });
  });
});

describe('the images mysql and tomcat (¶89)', () => {
  const requirements = seedRequirements();
  const { hostname: _none, ...nginx } = requirements.orchestration.services['nginx']!;
  requirements.orchestration.services = { tomcat: { ...nginx, image: 'Tomcat' }, mysql: { image: 'mysql:5.7', environment: { MYSQL_DATABASE: 'shop' } } };

  it('are extracted with webapp and both ports', () => {
    expect(contractFaults('RequirementInformation', requirements)).toEqual([]);
    expect(requirementFaults(requirements)).toEqual([]);
    expect(extractedFields(requirements)).toEqual({ images: ['mysql:5.7', 'tomcat:latest'], files: ['webapp'], ports: ['1216:80/tcp', '1217:443/tcp'] });
  });

  it('are in both artefacts, reached by one address', () => {
    const { artefacts } = generatedOf(requirements, new PlainLibrary().put('mysql:5.7').put('tomcat:latest')).generated!;
    const [tomcat, mysql] = [`tomcat:latest@${digestOf('tomcat:latest')}`, `mysql:5.7@${digestOf('mysql:5.7')}`];
    expect(artefacts.flatMap((artefact) => contractFaults('Artefact', artefact))).toEqual([]);
    expect(artefacts.map(({ images }) => images.map(({ reference }) => reference))).toEqual([[mysql, tomcat], [mysql, tomcat]]);
    expect(artefacts[0]).toMatchObject({
      type: 'DOCKER',
      containers: [
        { Image: tomcat, ExposedPorts: { '80/tcp': {}, '443/tcp': {} }, HostConfig: { ExtraHosts: ['tomcat:127.0.0.1', 'mysql:127.0.0.1'], Memory: 268_435_456 } },
        { Image: mysql, Env: ['MYSQL_DATABASE=shop'] },
      ],
    });
    const [, second] = (artefacts[0] as unknown as { containers: { HostConfig: object }[] }).containers;
    expect(Object.keys(second!).sort()).toEqual(['Env', 'HostConfig', 'Image']);
    expect(Object.keys(second!.HostConfig).sort()).toEqual(['LogConfig', 'RestartPolicy']);
    expect(artefacts[1]).toMatchObject({
      type: 'K8S',
      manifests: [
        { kind: 'ConfigMap', metadata: { name: 'wwwroot' } },
        {
          kind: 'Deployment',
          spec: {
            template: {
              spec: {
                hostAliases: [{ ip: '127.0.0.1', hostnames: ['tomcat', 'mysql'] }],
                containers: [
                  { name: 'tomcat', image: tomcat, ports: [{ containerPort: 80 }, { containerPort: 443 }], volumeMounts: [{ name: 'wwwroot', mountPath: '/usr/local/nginx/html' }] },
                  { name: 'mysql', image: mysql, env: [{ name: 'MYSQL_DATABASE', value: 'shop' }] },
                ],
              },
            },
          },
        },
        { kind: 'Service', spec: { type: 'LoadBalancer', ports: [{ port: 1216, targetPort: 80 }, { port: 1217, targetPort: 443 }] } },
      ],
    });
  });
});
