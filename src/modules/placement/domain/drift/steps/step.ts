import type { Concerned } from '../../ports/decisions.js';
import type { DriftStep } from '../../types.js';
import type { ChangeDraft } from '../../world/change-draft.js';
import type { Task } from '../../world/world-items.js';
import type { Halt } from '../halt.js';
import type { Situation } from '../situation.js';

/** What is to be done in the turn in which a step is recorded: the task stops there, or users are decided anew. */
export interface Conclusion {
  halt?: Halt;
  concerned?: Concerned;
  /** What the task tells of the step from then on. */
  noted?: Pick<Task, 'registrationLeft'>;
}

/** A part of a task. Carried out twice it does no more than once. */
export abstract class Step<Found = unknown> {
  abstract readonly name: DriftStep;

  /**
   * What is done outside, within no turn. Answers what has to be known for the recording.
   * @throws RuntimeRefusal, RuntimeUnavailable, PlatformUnreachable, NotHealthy, Problem 4xx of the cloud's platform; the reason of `signal`
   */
  abstract work(situation: Situation, signal: AbortSignal): Promise<Found>;

  /** What is recorded besides. @param situation as it is by then */
  abstract conclude(draft: ChangeDraft, situation: Situation, found: Found): Conclusion;
}

/** Nothing but that it is done. */
export const NOTHING_ELSE: Conclusion = {};
