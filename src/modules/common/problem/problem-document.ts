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
  [extension: string]: unknown;
}

/** What a URI may not hold, percent signs that start no escape included (RFC 3986, 2). */
const NOT_IN_A_URI = /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/gu;

/** `instance` is the path of the request that was refused. */
export function toDocument(problem: Problem, instance?: string): ProblemDocument {
  return {
    type: 'about:blank',
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    ...(instance !== undefined && { instance: instance.replace(NOT_IN_A_URI, encodeURIComponent) }),
    ...(problem.faults.length > 0 && { faults: problem.faults }),
    ...problem.extensions,
  };
}
