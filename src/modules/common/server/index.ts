export { ServerAdapter } from './server-adapter.js';
export { ProblemFilter } from './problem.filter.js';
