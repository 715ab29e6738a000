import { base, onEngine, options } from './test/support/jest-base.js';
import { networkToolsMissing } from './test/support/network-tools.js';

/** Suites that need more of the host than a user has: packets through network namespaces, containers in an engine of their own. */
export default () => {
  const noNetwork = networkToolsMissing();
  if (noNetwork && process.env.CI) throw new Error(`The suites of the data plane cannot run: ${noNetwork}.`);
  if (noNetwork) console.warn(`SKIPPED: all suites of the data plane, because ${noNetwork}.`);
  return {
    ...options,
    reporters: ['default', ['<rootDir>/test/support/reporter.js', { counts: 'host-counts.txt' }]],
    projects: [
      ...(noNetwork ? [] : [{ ...base, displayName: 'network', testMatch: ['<rootDir>/test/data-plane/**/*.spec.ts'] }]),
      ...onEngine(['<rootDir>/test/containers/**/*.spec.ts']),
    ],
  };
};
