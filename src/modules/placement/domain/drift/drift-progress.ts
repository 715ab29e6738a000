import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import { ChangeDraft } from '../world/change-draft.js';
import { Recorder } from '../world/recorder.js';
import type { Task } from '../world/world-items.js';
import { Admission } from './admission.js';
import { deploymentStates } from './deployment-states.js';
import { DRIFT_POINTS } from './drift-points.js';
import { DRIFT_STEPS } from './drift-steps.js';
import type { Halt } from './halt.js';
import { pauseAfter } from './pause-after.js';
import { Readiness } from './readiness.js';
import { RenewedTries } from './renewed-tries.js';
import { outdatedTasks } from './retention.js';
import { type Situation, situationOf } from './situation.js';
import type { Conclusion, Step } from './steps/step.js';
import { Succession } from './succession.js';
import { taskStates } from './task-states.js';

/** Whether another copy, or another cloud, may have to take the place of this one. */
const isObstacle = ({ goesOn, reason }: Halt): boolean => goesOn === 'NEVER' || (reason !== undefined && (goesOn === 'CHANGED' || reason === 'PORT_TAKEN'));

/** Whoever it is in the way of knows that. */
const isTriedLater = ({ state, reason, nextTryAt }: Task): boolean => state === 'PAUSED' && reason !== undefined && nextTryAt !== undefined;

/** Carries tasks from step to step and from state to state, each time in a turn and in one unit of work. One that has moved on meanwhile stays as it is. */
@Injectable()
export class DriftProgress {
  private readonly renewed: RenewedTries;

  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
    private readonly admission: Admission,
    private readonly readiness: Readiness,
    private readonly succession: Succession,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {
    this.renewed = new RenewedTries(world);
  }

  /** A new try, or what another process was doing. Undefined if there is nothing to do by now. */
  begin(taskId: string): Promise<Situation | undefined> {
    return this.decisions.alone(async () => {
      const situation = situationOf(this.world, taskId);
      if (!situation || situation.task.state === 'RUNNING') return situation;
      if (!this.readiness.isDue(situation.task)) return undefined;
      await this.recorder.record({ tasks: { put: [this.begun(situation)] } });
      if (isTriedLater(situation.task)) this.renewed.begin(situation.task);
      return this.running(taskId);
    });
  }

  /** The work of a step is done. Answers how it goes on; undefined if it does not. */
  done(taskId: string, step: Step, found: unknown): Promise<Situation | undefined> {
    return this.decisions.alone(async () => {
      const situation = this.running(taskId);
      if (situation?.task.step !== step.name) return situation;
      const draft = new ChangeDraft();
      const { halt, ...conclusion } = step.conclude(draft, situation, found);
      if (halt) await this.stop(draft, situation, halt);
      else await this.advance(draft, situation, conclusion);
      return this.running(taskId);
    });
  }

  /** A step has failed. @param gaveBack the ports go back to the copy that was there before */
  async halt(taskId: string, halt: Halt, gaveBack: boolean): Promise<void> {
    await this.decisions.alone(async () => {
      const situation = this.running(taskId);
      if (!situation) return;
      const draft = new ChangeDraft();
      if (gaveBack) this.succession.returnPorts(draft, situation);
      await this.stop(draft, situation, halt);
    });
  }

  private running(taskId: string): Situation | undefined {
    const situation = situationOf(this.world, taskId);
    return situation?.task.state === 'RUNNING' ? situation : undefined;
  }

  /** Tries count only while the cloud can be reached. */
  private begun(situation: Situation): Task {
    const { nextTryAt: _time, reason: _reason, detail: _detail, ...task } = situation.task;
    const queued = task.state === 'PAUSED' ? taskStates.next(task.state, 'wake') : task.state;
    return { ...task, state: taskStates.next(queued, 'begin'), step: this.resumption(situation), tries: task.tries + (this.isAway(task) ? 0 : 1) };
  }

  /** At the step that has failed; containers that were not ready in time, or may have given way, are made sure of first, and so is the room of a copy that had lost it by failing. */
  private resumption(situation: Situation): Task['step'] {
    const { action, step } = situation.task;
    if (action === 'DESTROY') return step;
    if (this.admission.verdictOn(situation).halt) return 'ADMISSION';
    return step === 'CHECK' || (step === 'REGISTRATION' && this.succession.isOf(situation)) ? 'CREATION' : step;
  }

  private async advance(draft: ChangeDraft, { task: before }: Situation, { concerned, noted }: Conclusion): Promise<void> {
    const task = { ...before, ...noted };
    const steps: readonly Task['step'][] = DRIFT_STEPS[task.action];
    const next = steps[steps.indexOf(task.step) + 1];
    if (next) draft.put('tasks', { ...task, step: next });
    else this.end(draft, { ...task, state: taskStates.next(task.state, 'finish') });
    const isRemoved = !next && task.action === 'DESTROY';
    this.failpoints.reach(DRIFT_POINTS[isRemoved ? 'before-record-removal' : 'before-record-step']);
    await this.recorder.record(draft.change());
    this.failpoints.reach(DRIFT_POINTS[isRemoved ? 'after-record-removal' : next ? 'after-record-step' : 'after-record-ready']);
    if (concerned) await this.decisions.again(concerned);
  }

  /** What has to go is tried for ever. */
  private async stop(draft: ChangeDraft, { task, deployment }: Situation, wanted: Halt): Promise<void> {
    const halt: Halt = wanted.goesOn === 'NEVER' && task.action === 'DESTROY' ? { ...wanted, goesOn: 'LATER' } : wanted;
    const { reason, detail, goesOn } = halt;
    const told = { ...task, ...(reason !== undefined && { reason }), detail, step: reason === 'NOT_HEALTHY' ? ('CHECK' as const) : task.step };
    if (goesOn === 'NEVER') {
      this.end(draft, { ...told, state: taskStates.next(task.state, 'fail') });
      draft.put('deployments', { ...deployment, state: deploymentStates.next(deployment.state, 'fail'), since: this.clock.now() });
    } else {
      const nextTryAt = goesOn === 'LATER' && { nextTryAt: this.clock.now() + pauseAfter(task.tries, this.isAway(task)) };
      draft.put('tasks', { ...told, state: taskStates.next(task.state, 'pause'), ...nextTryAt });
    }
    const { applicationId, cloudId } = task;
    const newcomers = goesOn === 'LATER' ? this.renewed.newcomers(told, halt) : undefined;
    await this.recorder.record(draft.change());
    if (!isObstacle(halt) || newcomers?.length === 0) return;
    await this.decisions.again(newcomers ? { users: newcomers } : { applicationId, cloudId });
  }

  private end(draft: ChangeDraft, task: Task): void {
    const endedAt = this.clock.now();
    draft.remove('tasks', ...outdatedTasks(this.world, endedAt));
    draft.put('tasks', { ...task, endedAt });
  }

  private isAway({ cloudId }: Task): boolean {
    return this.world.reachability(cloudId).state === 'UNREACHABLE';
  }
}
