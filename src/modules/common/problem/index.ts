export { problemFrom } from './from-error.js';
export { memberOf } from './place.js';
export { invalid, conflict, type Fault, notFound, preconditionFailed, Problem, refuseFaults, unavailable, impossible } from './problem.js';
export { PROBLEM_MEDIA_TYPE, type ProblemDocument, toDocument } from './problem-document.js';
