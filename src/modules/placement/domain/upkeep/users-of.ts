import type { World } from '../ports/world.js';
import { userText } from '../world/keys.js';
import type { Deployment, UserKey } from '../world/world-items.js';

/** Those who have references to copies, each once. */
export function usersOf(world: World, deployments: readonly Deployment[]): UserKey[] {
  const references = deployments.flatMap(({ deploymentId }) => world.referencesTo(deploymentId));
  return [...new Map(references.map(({ applicationId, userId }) => [userText({ applicationId, userId }), { applicationId, userId }])).values()];
}
