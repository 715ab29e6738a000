import { dockerRendering, kubernetesRendering, type WorkloadPlan } from '../../../container-runtime/index.js';
import { canonicalDigest } from './canonical-text.js';
import type { ArtefactFiles, ArtefactImage, DockerArtefact, KubernetesArtefact } from './types.js';

type Json = Record<string, unknown>;

/** What both artefacts are generated of. */
export interface Common {
  applicationId: string;
  images: ArtefactImage[];
  files?: ArtefactFiles[];
}

/** The digest names the content and is no part of it. */
const named = <T extends object>(artefact: T): T & { digest: string } => ({ digest: canonicalDigest(artefact), ...artefact });

/** The image of docker type (¶113): an OCI image and what the Engine API is asked to create. */
export const dockerArtefact = (common: Common, workload: WorkloadPlan): DockerArtefact => named({ type: 'DOCKER' as const, ...common, containers: dockerRendering(workload) as Json[] });

/** The image of k8s type: the same OCI image and manifests. */
export const kubernetesArtefact = (common: Common, workload: WorkloadPlan): KubernetesArtefact => named({ type: 'K8S' as const, ...common, manifests: kubernetesRendering(workload) as Json[] });
