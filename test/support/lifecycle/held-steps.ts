import { EventEmitter, once } from 'node:events';
import { Plans } from '../../../src/modules/app-lifecycle/domain/steps/plans.js';
import type { Step, StepName } from '../../../src/modules/app-lifecycle/domain/steps/step.js';
import type { TestPlatform } from '../platform.js';

const EVERY_PLAN = [
  { lcmOperation: 'INSTANTIATE', params: {} },
  { lcmOperation: 'TERMINATE', params: { terminationType: 'FORCEFUL' } },
  { lcmOperation: 'OPERATE', params: { changeStateTo: 'STARTED' } },
  { lcmOperation: 'OPERATE', params: { changeStateTo: 'STOPPED' } },
] as const;

/** Lets steps of lifecycle operations take as long as a test wants. */
export class HeldSteps {
  private readonly steps: Map<StepName, Step>;

  constructor({ server }: TestPlatform) {
    const plans = server.app.get(Plans, { strict: false });
    this.steps = new Map(EVERY_PLAN.flatMap((request) => plans.stepsOf(request)).map((step) => [step.name, step]));
  }

  /** The next time, the step waits before it does anything, until it is let go or broken off. */
  hold(name: StepName): { reached: Promise<void>; letGo: () => void } {
    const step = this.steps.get(name)!;
    const run = step.run.bind(step);
    const gate = new EventEmitter();
    const reached = new Promise<void>((resolve) => {
      step.run = async (context) => {
        step.run = run;
        const released = Promise.race([once(gate, 'open'), once(context.signal, 'abort')]);
        resolve();
        await released;
        context.signal.throwIfAborted();
        return run(context);
      };
    });
    return { reached, letGo: () => void gate.emit('open') };
  }
}
