import { base, onEachDatabase, onEngine, options } from './test/support/jest-base.js';
import { networkToolsMissing } from './test/support/network-tools.js';

/** Suites that open no database. */
const withoutDatabase = ['<rootDir>/test/documents/**/*.spec.ts', '<rootDir>/test/kubernetes/**/*.spec.ts', '<rootDir>/test/dns/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'];
/** Suites that send packets through network namespaces. */
const onNetwork = ['<rootDir>/test/data-plane/**/*.spec.ts'];
/** Suites that run on each database; those in which processes die have a configuration of their own, jest.faults.config.js. */
const onDatabase = ['<rootDir>/test/contract/**/*.spec.ts', '<rootDir>/test/integration/**/*.spec.ts'];

export default () => {
  const noNetwork = networkToolsMissing();
  if (noNetwork && process.env.CI) throw new Error(`The suites of the data plane cannot run: ${noNetwork}.`);
  if (noNetwork) console.warn(`SKIPPED: all suites of the data plane, because ${noNetwork}.`);
  return {
    ...options,
    // Suites wait for processes, engines and packets of their own: a third one uses that time (476 s instead of 546 s on two cores).
    maxWorkers: 3,
    reporters: ['default', '<rootDir>/test/support/reporter.js'],
    projects: [
      { ...base, displayName: 'no-database', testMatch: withoutDatabase },
      ...(noNetwork ? [] : [{ ...base, displayName: 'network', testMatch: onNetwork }]),
      ...onEngine(['<rootDir>/test/containers/**/*.spec.ts']),
      ...onEachDatabase(onDatabase),
    ],
  };
};
