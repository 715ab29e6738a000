import { type ApplicationPlan, applicationPlan, volumeName } from './application-plan.js';
import { type Common, dockerArtefact, kubernetesArtefact } from './artefacts.js';
import { type ImagePins, type KnownImages, pinsOf, useImages } from './image-pins.js';
import { needsOf } from './needs.js';
import type { Artefact, CloudCapacity, OrchestratedFiles, RequirementInformation } from './types.js';

/** Bytes that a ConfigMap holds at most (Kubernetes API, ConfigMap). */
const MOST_CONFIG_MAP_BYTES = 2 ** 20;

/** Files as they were handed in: a tar file. */
export interface HandedInFiles {
  digest: string;
  /** Bytes of the tar file; the contents are never more. */
  sizeBytes: number;
}

/** What an application is generated of. */
interface Ingredients {
  applicationId: string;
  /** Without faults. */
  requirements: RequirementInformation;
  library: KnownImages;
  /** Of what was generated before of the same requirements. */
  pins: ImagePins;
  /** By their names. */
  files: ReadonlyMap<string, HandedInFiles>;
}

export interface Generated {
  /** One of each type, but none for clusters if there are more files than a ConfigMap holds. */
  artefacts: Artefact[];
  plan: ApplicationPlan;
  pins: ImagePins;
}

export interface Generation {
  /** What is not there yet: `image nginx:latest`, `files webapp`. */
  missing: string[];
  /** What one copy takes of a cloud. */
  needs: Required<CloudCapacity>;
  /** Absent as long as something is missing. */
  generated?: Generated;
}

function commonOf({ applicationId, files }: Ingredients, images: Common['images'], entries: OrchestratedFiles[]): Common {
  const filled = entries.map(({ from, to }) => ({ fileName: from, digest: files.get(from)!.digest, volume: volumeName(to) }));
  return { applicationId, images, ...(filled.length > 0 && { files: filled }) };
}

/** Generates the artefacts of an application as soon as everything is there that they need. */
export function generate(ingredients: Ingredients): Generation {
  const { requirements, library, pins, files } = ingredients;
  const { orchestration } = requirements;
  const entries = orchestration['x-openmep-files'] ?? [];
  const used = useImages(requirements, library, pins);
  const needs = needsOf(orchestration, used);
  const missingFiles = [...new Set(entries.map(({ from }) => from))].filter((name) => !files.has(name)).sort();
  const missing = [...used.filter(({ resolved }) => !resolved).map(({ wanted }) => `image ${wanted}`), ...missingFiles.map((name) => `files ${name}`)];
  if (missing.length > 0) return { missing, needs };
  const images = used.map(({ resolved }) => resolved!);
  const digests = new Map([...files].map(([name, { digest }]) => [name, digest]));
  const plan = applicationPlan(orchestration, { images: new Map(images.map(({ name, reference }) => [name, reference])), files: digests });
  const common = commonOf(ingredients, images.map(({ reference, digest }) => ({ reference, digest })), entries);
  const fitsCluster = entries.every(({ from }) => files.get(from)!.sizeBytes <= MOST_CONFIG_MAP_BYTES);
  const artefacts = [dockerArtefact(common, plan.workload), ...(fitsCluster ? [kubernetesArtefact(common, plan.workload)] : [])];
  return { missing, needs, generated: { artefacts, plan, pins: pinsOf(images) } };
}
