import type { World } from '../ports/world.js';
import type { Application, Cloud, Deployment, Task } from '../world/world-items.js';

/** What a task is about. */
export interface Situation {
  task: Task;
  deployment: Deployment;
  cloud: Cloud;
  application: Application;
}

/** As it is recorded now; undefined if the task has nothing to do any more. */
export function situationOf(world: World, taskId: string): Situation | undefined {
  const task = world.task(taskId);
  const deployment = task && world.deployment(task.deploymentId);
  const cloud = task && world.cloud(task.cloudId);
  const application = task && world.application(task.applicationId);
  return task && deployment && cloud && application && { task, deployment, cloud, application };
}
