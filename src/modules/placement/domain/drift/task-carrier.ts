import { Injectable } from '@nestjs/common';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lanes } from '../../../common/lanes/index.js';
import { log } from '../../../common/log/index.js';
import { RuntimeRefusal } from '../../../container-runtime/index.js';
import { World } from '../ports/world.js';
import { around } from './drift-points.js';
import { DriftProgress } from './drift-progress.js';
import type { Halt } from './halt.js';
import { haltOf } from './halts.js';
import type { Situation } from './situation.js';
import { Steps } from './steps/steps.js';
import { Succession } from './succession.js';

/** Carries one task out, step by step. */
@Injectable()
export class TaskCarrier {
  constructor(
    private readonly world: World,
    private readonly steps: Steps,
    private readonly progress: DriftProgress,
    private readonly succession: Succession,
    private readonly lanes: Lanes,
    private readonly failpoints: Failpoints,
  ) {}

  /** Until it is over, PAUSED, or the signal is aborted. @throws what cannot be recorded */
  async carry(taskId: string, signal: AbortSignal): Promise<void> {
    let situation = await this.progress.begin(taskId);
    while (situation && !signal.aborted) situation = await this.advance(situation, signal);
  }

  private async advance(situation: Situation, signal: AbortSignal): Promise<Situation | undefined> {
    const { task, deployment } = situation;
    const step = this.steps.get(task.step);
    let found: unknown;
    try {
      this.failpoints.reach(around('before', step.name));
      found = await this.lanes.alone(deployment.deploymentId, () => step.work(situation, signal));
      this.failpoints.reach(around('after', step.name));
    } catch (error) {
      if (signal.aborted) return undefined;
      return this.halt(situation, haltOf(error, task, this.world.policy().tries), signal);
    }
    return this.progress.done(task.taskId, step, found);
  }

  private async halt(situation: Situation, halt: Halt, signal: AbortSignal): Promise<undefined> {
    const { taskId } = situation.task;
    const isGivenBack = this.hasTakenOver(situation, halt);
    const fault = isGivenBack ? await this.giveBack(situation, signal) : undefined;
    if (!signal.aborted) await this.progress.halt(taskId, fault ?? halt, isGivenBack && !fault);
    return undefined;
  }

  /** It may stand in the place of another copy, which the engine can start again. */
  private hasTakenOver(situation: Situation, { reason }: Halt): boolean {
    const { step } = situation.task;
    const isThere = step === 'START' || step === 'CHECK' || (step === 'REGISTRATION' && (reason === 'NOT_HEALTHY' || reason === 'PLATFORM_REFUSES'));
    return isThere && reason !== 'CLOUD_UNREACHABLE' && this.succession.isOf(situation);
  }

  /** What keeps the place from being given back now. */
  private async giveBack(situation: Situation, signal: AbortSignal): Promise<Halt | undefined> {
    const { task, deployment } = situation;
    try {
      await this.lanes.alone(deployment.deploymentId, () => this.succession.giveBack(situation, signal));
      return undefined;
    } catch (error) {
      if (signal.aborted || !(error instanceof RuntimeRefusal)) return haltOf(error, task, this.world.policy().tries);
      log.warn({ err: error, taskId: task.taskId }, 'The copy before one that has failed cannot be started again; if it is lost it is made anew.');
      return undefined;
    }
  }
}
