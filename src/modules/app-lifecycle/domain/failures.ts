import { GrantingUnavailable } from '../../granting/index.js';
import { RuntimeRefusal, RuntimeUnavailable } from '../../container-runtime/index.js';
import { conflict, impossible, type Problem, problemFrom, unavailable } from '../../common/problem/index.js';

/** Somebody has cancelled the operation. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** The platform stops; the operation goes on when it is there again. */
export class PlatformStops extends Error {
  override readonly name = 'PlatformStops';
}

/** Why an operation does not go on, and whether it is of any use to retry it. */
export interface Failure {
  problem: Problem;
  isHopeless: boolean;
}

const RETRYABLE_FROM = 500;

/** What a step has thrown, as the operation tells it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RuntimeRefusal) return { problem: impossible(`The container runtime refuses: ${error.message}.`), isHopeless: true };
  if (error instanceof RuntimeUnavailable) return { problem: unavailable(`The container runtime cannot do it at present: ${error.message}.`, error), isHopeless: false };
  if (error instanceof GrantingUnavailable) return { problem: unavailable(`There is no decision on the grant: ${error.message}.`, error), isHopeless: false };
  if (error instanceof Cancelled) return { problem: conflict('The operation has been cancelled.'), isHopeless: false };
  const problem = problemFrom(error);
  return { problem, isHopeless: problem.status < RETRYABLE_FROM };
}
