import { generate, type Generated, type HandedInFiles } from '../../../src/modules/placement/domain/requirements/generation.js';
import { requirementFaults } from '../../../src/modules/placement/domain/requirements/requirement-faults.js';
import type { DockerArtefact, KubernetesArtefact, OrchestratedService, OrchestrationProject, RequirementInformation } from '../../../src/modules/placement/domain/requirements/types.js';
import { contractFaults } from './contract.js';
import { digestOf, PlainLibrary } from './library.js';

export const IMAGE = 'one:1';
export const REFERENCE = `${IMAGE}@${digestOf(IMAGE)}`;

/** One service of one image, apart from what is changed. */
export const requiring = (service: Partial<OrchestratedService> = {}, project: Partial<OrchestrationProject> = {}): RequirementInformation => ({
  images: [{ repository: 'one', tag: '1' }],
  orchestration: { services: { web: { image: IMAGE, ...service } }, ...project },
});

export const files = (names: Record<string, number>): Map<string, HandedInFiles> =>
  new Map(Object.entries(names).map(([name, sizeBytes]) => [name, { digest: digestOf(name), sizeBytes }]));

/** The artefacts of requirements that are as the contract demands and have no fault. */
export function generated(requirements: RequirementInformation, handedIn = files({})): Generated {
  expect(contractFaults('RequirementInformation', requirements)).toEqual([]);
  expect(requirementFaults(requirements)).toEqual([]);
  const generation = generate({ applicationId: 'shop', requirements, library: new PlainLibrary().put(IMAGE), pins: {}, files: handedIn });
  expect(generation.missing).toEqual([]);
  expect(generation.generated!.artefacts.flatMap((artefact) => contractFaults('Artefact', artefact))).toEqual([]);
  return generation.generated!;
}

export interface Manifest {
  kind: string;
  metadata: object;
  spec: { template: { spec: { containers: object[] } } };
}

export const containersIn = ({ artefacts }: Generated) => (artefacts.find(({ type }) => type === 'DOCKER') as DockerArtefact).containers;
export const manifestsIn = ({ artefacts }: Generated) => (artefacts.find(({ type }) => type === 'K8S') as KubernetesArtefact).manifests as unknown as Manifest[];
export const podIn = (made: Generated) => manifestsIn(made).find(({ kind }) => kind === 'Deployment')!.spec.template.spec;
