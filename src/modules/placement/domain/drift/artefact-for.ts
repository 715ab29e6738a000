import type { Application, Cloud } from '../world/world-items.js';

/**
 * Digest of the artefact that a cloud gets (seed, 105): the docker type for a Docker engine, the k8s type for a cluster, either where no engine is. If
 * there is none of that type it is the other one, which the cloud then refuses. Undefined as long as nothing is generated.
 */
export function artefactFor({ artefacts: { DOCKER, K8S } }: Pick<Application, 'artefacts'>, { runtime }: Pick<Cloud, 'runtime'>): string | undefined {
  return runtime.driver === 'kubernetes' ? (K8S ?? DOCKER) : (DOCKER ?? K8S);
}
