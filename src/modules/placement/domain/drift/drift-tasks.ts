import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { conflict, notFound } from '../../../common/problem/index.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import type { DriftTaskState, TaskRepresentation } from '../types.js';
import { ChangeDraft } from '../world/change-draft.js';
import { Recorder } from '../world/recorder.js';
import { OVER } from '../world/task-over.js';
import type { Deployment, Task } from '../world/world-items.js';
import { deploymentStates } from './deployment-states.js';
import { Planning } from './planning.js';
import { taskStates } from './task-states.js';
import { taskView } from './task-view.js';

interface TaskSelection {
  applicationId?: string;
  cloudId?: string;
  state?: DriftTaskState;
}

type Unchanged = (present: TaskRepresentation) => void;

const RETRIED: ReadonlySet<DriftTaskState> = new Set<DriftTaskState>(['PAUSED', 'FAILED']);

/** Shows what is deployed and destroyed, and lets the operator have a say in it. */
@Injectable()
export class DriftTasks {
  constructor(
    private readonly world: World,
    private readonly planning: Planning,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  /** The latest first. */
  list({ applicationId, cloudId, state }: TaskSelection): TaskRepresentation[] {
    const isMeant = (task: Task) => (applicationId ?? task.applicationId) === task.applicationId && (cloudId ?? task.cloudId) === task.cloudId && (state ?? task.state) === task.state;
    return this.world.tasks().filter(isMeant).reverse().map(taskView);
  }

  /** @throws Problem 404 */
  get(taskId: string): TaskRepresentation {
    return taskView(this.required(taskId));
  }

  /**
   * Tries a task again at once, at the step that has failed.
   * @param unchanged is called with the present task and may throw
   * @throws Problem 404, 409 unless it is PAUSED, or FAILED and its deployment has had no other task since
   */
  retry(taskId: string, unchanged: Unchanged): Promise<TaskRepresentation> {
    return this.decisions.alone(async () => {
      const task = this.required(taskId);
      unchanged(taskView(task));
      if (!RETRIED.has(task.state)) throw conflict(`The drift task is ${task.state}; only one that is PAUSED or FAILED is tried again.`);
      const draft = new ChangeDraft();
      const { nextTryAt: _time, reason: _reason, detail: _detail, endedAt: _end, ...again } = task;
      draft.put('tasks', { ...again, state: taskStates.next(task.state, task.state === 'FAILED' ? 'retry' : 'wake') });
      if (task.state === 'FAILED') draft.put('deployments', this.prepared(task));
      await this.recorder.record(draft.change());
      await this.decisions.again({ applicationId: task.applicationId });
      return this.get(taskId);
    });
  }

  /**
   * Gives a DEPLOY task up: what is there of the copy is removed.
   * @param unchanged is called with the present task and may throw
   * @throws Problem 404, 409 if it is a DESTROY task, or over
   */
  cancel(taskId: string, unchanged: Unchanged): Promise<TaskRepresentation> {
    return this.decisions.alone(async () => {
      const task = this.required(taskId);
      unchanged(taskView(task));
      if (task.action === 'DESTROY') throw conflict(`The drift task ${taskId} removes a copy; that cannot be cancelled.`);
      if (OVER.has(task.state)) throw conflict(`The drift task is ${task.state}, in which it cannot be cancelled.`);
      const draft = new ChangeDraft();
      this.planning.destroy(draft, this.world.deployment(task.deploymentId)!, 'CANCELLED');
      await this.recorder.record(draft.change());
      await this.decisions.again({ applicationId: task.applicationId });
      return this.get(taskId);
    });
  }

  /** @throws Problem 409 */
  private prepared({ taskId, deploymentId }: Task): Deployment {
    const deployment = this.world.deployment(deploymentId);
    if (!deployment) throw conflict(`The deployment of the drift task ${taskId} is not there any more.`);
    const latest = this.world.tasksOf(deploymentId).at(-1)!;
    if (latest.taskId !== taskId) throw conflict(`The deployment of the drift task ${taskId} has the drift task ${latest.taskId} by now.`);
    return { ...deployment, state: deploymentStates.next(deployment.state, 'be prepared'), since: this.clock.now() };
  }

  /** @throws Problem 404 */
  private required(taskId: string): Task {
    const task = this.world.task(taskId);
    if (!task) throw notFound(`There is no drift task ${taskId}.`);
    return task;
  }
}
