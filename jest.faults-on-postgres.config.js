import { faults, onPostgres, options } from './test/support/jest-base.js';

/** Each death costs a start, so that these run apart from `npm test`, which has them on SQLite. */
export default {
  ...options,
  reporters: ['default', ['<rootDir>/test/support/reporter.js', { counts: 'fault-counts.txt' }]],
  projects: [onPostgres('postgres', faults)],
};
