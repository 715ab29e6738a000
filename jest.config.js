import { base, onEachDatabase, options } from './test/support/jest-base.js';

/** Suites that open no database. */
const withoutDatabase = ['<rootDir>/test/documents/**/*.spec.ts', '<rootDir>/test/kubernetes/**/*.spec.ts', '<rootDir>/test/dns/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'];
/** Suites that run on each database; those that die, or need the host, have configurations of their own: jest.faults.config.js, jest.host.config.js. */
const onDatabase = ['<rootDir>/test/contract/**/*.spec.ts', '<rootDir>/test/integration/**/*.spec.ts'];

export default () => ({
  ...options,
  // Suites wait for processes and databases of their own: a third one uses that time.
  maxWorkers: 3,
  reporters: ['default', '<rootDir>/test/support/reporter.js'],
  projects: [{ ...base, displayName: 'no-database', testMatch: withoutDatabase }, ...onEachDatabase(onDatabase)],
});
