import { base, onSqlite, options, suitesOnDatabase } from './test/support/jest-base.js';

/** Suites that open no database. */
const withoutDatabase = ['<rootDir>/test/documents/**/*.spec.ts', '<rootDir>/test/kubernetes/**/*.spec.ts', '<rootDir>/test/dns/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'];

/** What a user runs: everything that needs nothing but Node. The others have configurations of their own: jest.postgres.config.js, jest.faults.config.js, jest.host.config.js. */
export default () => ({
  ...options,
  // Suites wait for processes and databases of their own: a third one uses that time.
  maxWorkers: 3,
  reporters: ['default', '<rootDir>/test/support/reporter.js'],
  projects: [{ ...base, displayName: 'no-database', testMatch: withoutDatabase }, onSqlite(suitesOnDatabase)],
});
