import type { World } from '../ports/world.js';
import type { Task } from '../world/world-items.js';
import { OVER } from '../world/task-over.js';

const LONGEST_MS = 86_400_000;
const MOST = 10_000;

/** Tasks that go when another is over: they have been over for too long, or are too many. One that has failed stays as long as its copy, with which it can be tried again. */
export function outdatedTasks(world: World, now: number): Task[] {
  const over = world.tasks().filter(({ state }) => OVER.has(state));
  const excess = over.length + 1 - MOST;
  const forgettable = over.filter(({ state, deploymentId }) => state !== 'FAILED' || !world.deployment(deploymentId));
  return forgettable.filter(({ endedAt = now }, index) => index < excess || endedAt < now - LONGEST_MS);
}
