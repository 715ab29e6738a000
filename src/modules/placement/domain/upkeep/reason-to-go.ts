import { artefactFor } from '../drift/artefact-for.js';
import type { DestroyCause } from '../drift/planning.js';
import type { World } from '../ports/world.js';
import type { Deployment } from '../world/world-items.js';

/** Why a copy cannot stay, whoever needs it; nothing if it can. Nobody is deployed there again. */
export function reasonToGo(world: World, { applicationId, cloudId, artefact }: Deployment): DestroyCause | undefined {
  const application = world.application(applicationId);
  const cloud = world.cloud(cloudId);
  if (!cloud || cloud.removing) return 'CLOUD_REMOVED';
  if (!application || application.removing) return 'APPLICATION_REMOVED';
  return artefactFor(application, cloud) === artefact ? undefined : 'REPLACED';
}

export const isUnused = (world: World, { deploymentId }: Deployment): boolean => !world.isHeld(deploymentId);
