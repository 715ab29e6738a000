import { Injectable } from '@nestjs/common';
import { AppPackages, requireOnboarded } from '../../../app-package/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lanes } from '../../../common/lanes/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { failureOf } from '../failures.js';
import { POINTS } from '../failpoints.js';
import { InstanceRepository } from '../instance/instance-repository.js';
import { Plans } from '../steps/plans.js';
import type { Step, StepContext } from '../steps/step.js';
import { descriptorFor } from '../workload-of-descriptor.js';
import type { Cancellation } from './cancellation.js';
import type { Findings, LifecycleOperation } from './lifecycle-operation.js';
import { OperationProgress } from './operation-progress.js';
import { OperationRepository } from './operation-repository.js';
import { Places } from './places.js';
import { Run } from './run.js';

/** Milliseconds after which it is tried again what could not be recorded. */
const RETRY_MS = 1000;

const isUnderWay = ({ operationState }: LifecycleOperation): boolean => operationState === 'STARTING' || operationState === 'PROCESSING';

/** Carries operations out, those included that an earlier process has left. */
@Injectable()
export class OperationWorker {
  private readonly runs = new Map<string, { run: Run; done: Promise<void> }>();
  private isRunning = false;

  constructor(
    private readonly operations: OperationRepository,
    private readonly instances: InstanceRepository,
    private readonly packages: AppPackages,
    private readonly plans: Plans,
    private readonly progress: OperationProgress,
    private readonly lanes: Lanes,
    private readonly places: Places,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => this.start());
    lifecycle.on('stop', () => this.stop());
  }

  /** Carries out an operation that is STARTING or PROCESSING, after what is still being done to it. */
  begin(appLcmOpOccId: string): void {
    if (!this.isRunning) return;
    const run = new Run();
    const before = this.runs.get(appLcmOpOccId)?.done ?? Promise.resolve();
    const done = before.then(() => this.carry(appLcmOpOccId, run)).finally(() => {
      if (this.runs.get(appLcmOpOccId)?.run === run) this.runs.delete(appLcmOpOccId);
    });
    this.runs.set(appLcmOpOccId, { run, done });
  }

  /** After the cancellation has been recorded. */
  cancel(appLcmOpOccId: string, cancellation: Cancellation): void {
    this.runs.get(appLcmOpOccId)?.run.cancel(cancellation);
  }

  private async start(): Promise<void> {
    this.isRunning = true;
    for (const { appLcmOpOccId } of await this.operations.underWay()) this.begin(appLcmOpOccId);
  }

  private async stop(): Promise<void> {
    this.isRunning = false;
    const runs = [...this.runs.values()];
    for (const { run } of runs) run.suspend();
    await Promise.all(runs.map(({ done }) => done));
  }

  /** Never fails: what cannot be recorded is tried again. */
  private async carry(appLcmOpOccId: string, run: Run): Promise<void> {
    try {
      let operation = await this.operations.find(appLcmOpOccId);
      while (operation && isUnderWay(operation) && !run.isSuspended) operation = await this.advance(operation, run);
    } catch (error) {
      if (run.isSuspended) return;
      log.warn({ err: error, appLcmOpOccId }, 'An operation could not be carried on; trying again.');
      this.clock.after(RETRY_MS, () => this.begin(appLcmOpOccId));
    }
  }

  /** Answers the operation as it goes on; nothing if it does not. */
  private async advance(operation: LifecycleOperation, run: Run): Promise<LifecycleOperation | undefined> {
    if (operation.cancellation) run.cancel(operation.cancellation);
    const steps = this.plans.stepsOf(operation);
    let findings: Findings | void;
    try {
      findings = await this.carryOut(steps[operation.step]!, operation, run);
    } catch (error) {
      if (!run.isSuspended) await this.halt(operation, error);
      return undefined;
    }
    if (operation.step + 1 < steps.length) return this.progress.stepDone(operation, findings);
    await this.progress.complete(operation, findings);
    return undefined;
  }

  private async carryOut(step: Step, operation: LifecycleOperation, run: Run): Promise<Findings | void> {
    const context = await this.contextOf(operation, run.signal);
    const work = async () => {
      run.signal.throwIfAborted();
      this.failpoints.reach(POINTS[`before-${step.name}`]);
      return step.run(context);
    };
    const inPlace = () => this.places.inPlace(run.signal, () => run.working(work));
    const findings = await (step.isWaiting ? work() : this.lanes.alone(operation.appInstanceId, inPlace));
    this.failpoints.reach(POINTS[`after-${step.name}`]);
    return findings;
  }

  private async contextOf(operation: LifecycleOperation, signal: AbortSignal): Promise<StepContext> {
    const instance = (await this.instances.find(operation.appInstanceId))!;
    const { appD } = requireOnboarded(await this.packages.require(instance.appPkgId)).contents;
    return { operation, instance, appD: operation.lcmOperation === 'INSTANTIATE' ? descriptorFor(appD, operation.params) : appD, signal };
  }

  private async halt(operation: LifecycleOperation, error: unknown): Promise<void> {
    const { problem, isHopeless } = failureOf(error);
    if (problem.status === 500) log.error({ err: error, appLcmOpOccId: operation.appLcmOpOccId }, 'A step of an operation has failed.');
    if (isHopeless) await this.progress.giveUp(operation, problem);
    else await this.progress.stumble(operation, problem);
  }
}
