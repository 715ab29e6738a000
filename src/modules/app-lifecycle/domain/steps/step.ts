import type { AppD } from '../../../app-package/index.js';
import type { LifecycleInstance } from '../instance/lifecycle-instance.js';
import type { Findings, LifecycleOperation } from '../operation/lifecycle-operation.js';

/** The steps of all operations, in words of failpoints. */
export const STEP_NAMES = [
  'grant', 'dependencies', 'identity', 'rules', 'images', 'creation', 'start', 'addresses', 'resumption', 'telling', 'waiting', 'stop', 'removal',
] as const;

export type StepName = (typeof STEP_NAMES)[number];

/** What a step works on. */
export interface StepContext {
  operation: LifecycleOperation;
  instance: LifecycleInstance;
  /** With what the request says instead of it. */
  appD: AppD;
  /** Aborted when the step is broken off. */
  signal: AbortSignal;
}

/** A part of an operation. Carried out twice it does no more than once, so that a broken one is carried out again. */
export interface Step {
  readonly name: StepName;
  /** It waits for somebody outside for as long as that takes, and does nothing meanwhile. */
  readonly isWaiting?: boolean;
  /** @throws RuntimeRefusal, Problem below 500: the operation cannot succeed; anything else: it may be retried */
  run(context: StepContext): Promise<Findings | void>;
}
