import { GrantingUnavailable } from '../../granting/index.js';
import { runtimeProblem, RuntimeRefusal, RuntimeUnavailable } from '../../container-runtime/index.js';
import { conflict, type Problem, problemFrom, unavailable } from '../../common/problem/index.js';

/** Somebody has cancelled the operation. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** The platform stops; the operation goes on when it is there again. */
export class PlatformStops extends Error {
  override readonly name = 'PlatformStops';
}

/** Why an operation does not go on, and whether it is of any use to retry it. */
interface Failure {
  problem: Problem;
  isHopeless: boolean;
}

const RETRYABLE_FROM = 500;

/** What a step has thrown, as the operation tells it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RuntimeRefusal || error instanceof RuntimeUnavailable) return { problem: runtimeProblem(error), isHopeless: error instanceof RuntimeRefusal };
  if (error instanceof GrantingUnavailable) return { problem: unavailable(`There is no decision on the grant: ${error.message}.`, error), isHopeless: false };
  if (error instanceof Cancelled) return { problem: conflict('The operation has been cancelled.'), isHopeless: false };
  const problem = problemFrom(error);
  return { problem, isHopeless: problem.status < RETRYABLE_FROM };
}
