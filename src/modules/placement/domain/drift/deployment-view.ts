import { isoTime } from '../../../common/clock/index.js';
import type { World } from '../ports/world.js';
import type { DeploymentRepresentation } from '../types.js';
import type { Deployment } from '../world/world-items.js';

/** A deployment as the document shows it. */
export function deploymentView({ deploymentId, applicationId, cloudId, artefact, state, address, ports, unusedSince, since }: Deployment, world: World): DeploymentRepresentation {
  const holders = world.referencesTo(deploymentId);
  const users = holders.filter((reference) => world.user(reference)?.servedBy === deploymentId).map(({ userId }) => userId);
  return {
    deploymentId,
    applicationId,
    cloudId,
    artefact,
    state,
    references: holders.length,
    users: users.sort(),
    ...(address !== undefined && { address }),
    ...(ports && { ports }),
    ...(unusedSince !== undefined && { unusedSince: isoTime(unusedSince) }),
    since: isoTime(since),
  };
}
