import { impossible, type Problem, unavailable } from '../../common/problem/index.js';
import { RuntimeRefusal, type RuntimeUnavailable } from './runtime-errors.js';

/** What a client is told of an engine that refuses (422), or cannot do it at present (503). */
export function runtimeProblem(error: RuntimeRefusal | RuntimeUnavailable): Problem {
  if (error instanceof RuntimeRefusal) return impossible(`The container runtime refuses: ${error.message}.`);
  return unavailable(`The container runtime cannot do it at present: ${error.message}.`, error);
}
