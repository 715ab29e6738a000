import type { World } from '../ports/world.js';
import type { WorldChange } from '../world/world-items.js';
import { cloudsAt } from './port-scopes.js';

const all = <Item>(change: { put?: readonly Item[]; remove?: readonly Item[] } | undefined): Item[] => [...(change?.put ?? []), ...(change?.remove ?? [])];

/** The clouds whose tasks may be able to go on, or have to end, after a change. */
export function cloudsOf(world: World, { policy, clouds, deployments, ports, references, tasks }: WorldChange): string[] {
  if (policy) return world.clouds().map(({ cloudId }) => cloudId);
  const held = all(references).flatMap(({ deploymentId }) => world.deployment(deploymentId) ?? []);
  const items = [...all(clouds), ...all(deployments), ...all(tasks), ...held, ...cloudsAt(all(ports), world.clouds())];
  return [...new Set(items.map(({ cloudId }) => cloudId))];
}
