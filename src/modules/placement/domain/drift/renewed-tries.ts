import type { World } from '../ports/world.js';
import { OVER } from '../world/task-over.js';
import type { Task, User, UserKey, WorldChange } from '../world/world-items.js';
import type { Halt } from './halt.js';

/** A task as it was before it was tried anew. */
interface Before {
  task: Task;
  /** Those who held the copy, as they were. */
  holders: ReadonlySet<User>;
}

/** Whether something changes on which obstacles depend: what was in the way may not be for a while. */
const mayFree = ({ policy, clouds, applications, deployments, ports }: WorldChange): boolean =>
  [policy, clouds, applications, ports?.remove, deployments?.remove].some((one) => one !== undefined) || (deployments?.put ?? []).some(({ state }) => state === 'FAILED');

/** Tells who has not been decided about with what is in the way of a task, if that is what was in its way before this try. */
export class RenewedTries {
  private readonly before = new Map<string, Before>();

  constructor(private readonly world: World) {
    world.onChange((change) => this.note(change));
  }

  /** @param task PAUSED, and due */
  begin(task: Task): void {
    this.before.set(task.taskId, { task, holders: new Set(this.holders(task)) });
  }

  /** Those who have come to hold the copy, or moved, since the try began; undefined if something else is in the way now, or may not have been in between. */
  newcomers({ taskId, step }: Task, { reason }: Halt): UserKey[] | undefined {
    const before = this.before.get(taskId);
    this.before.delete(taskId);
    if (before?.task.reason !== reason || before?.task.step !== step) return undefined;
    return this.holders(before.task).filter((user) => !before.holders.has(user)).map(({ applicationId, userId }) => ({ applicationId, userId }));
  }

  private note(change: WorldChange): void {
    if (mayFree(change)) this.before.clear();
    for (const { taskId, state } of change.tasks?.put ?? []) if (OVER.has(state)) this.before.delete(taskId);
    for (const { taskId } of change.tasks?.remove ?? []) this.before.delete(taskId);
  }

  private holders({ deploymentId }: Task): User[] {
    return this.world.referencesTo(deploymentId).flatMap((reference) => this.world.user(reference) ?? []);
  }
}
