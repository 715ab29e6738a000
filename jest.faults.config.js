import { onEachDatabase, onEngine, options } from './test/support/jest-base.js';

/** Suites in which servers in processes of their own die, are starved or flooded. Each death costs a start, so that `npm test` does without them. */
export default () => ({
  ...options,
  reporters: ['default', ['<rootDir>/test/support/reporter.js', { counts: 'fault-counts.txt' }]],
  projects: [...onEngine(['<rootDir>/test/container-faults/**/*.spec.ts']), ...onEachDatabase(['<rootDir>/test/faults/**/*.spec.ts'])],
});
