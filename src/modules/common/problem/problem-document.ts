import type { Fault, Problem } from './problem.js';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  /** Every fault with its place, where there is more to say than `detail` does. */
  faults?: Fault[];
}

/** `instance` is the path of the request that was refused. */
export function toDocument(problem: Problem, instance?: string): ProblemDocument {
  return {
    type: 'about:blank',
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    ...(instance !== undefined && { instance }),
    ...(problem.faults.length > 0 && { faults: problem.faults }),
  };
}
