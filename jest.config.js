import { postgresBinaries } from './test/support/postgres-binaries.js';

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['reflect-metadata'],
};

/** Suites that open no database. */
const withoutDatabase = ['<rootDir>/test/documents/**/*.spec.ts', '<rootDir>/test/dns/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'];
/** Suites that run on each database. */
const onDatabase = ['<rootDir>/test/contract/**/*.spec.ts', '<rootDir>/test/integration/**/*.spec.ts', '<rootDir>/test/faults/**/*.spec.ts'];

export default () => {
  const postgres = postgresBinaries();
  if (!postgres.folder) console.warn(`SKIPPED: all suites on PostgreSQL, because ${postgres.reason}.`);
  return {
    maxWorkers: 2,
    testTimeout: 30_000,
    reporters: ['default', '<rootDir>/test/support/reporter.js'],
    projects: [
      { ...base, displayName: 'no-database', testMatch: withoutDatabase },
      { ...base, displayName: 'sqlite', testMatch: onDatabase, globals: { DATABASE: 'sqlite' } },
      ...(postgres.folder
        ? [
            {
              ...base,
              displayName: 'postgres',
              testMatch: onDatabase,
              globals: { DATABASE: 'postgres' },
              globalSetup: '<rootDir>/test/support/start-postgres.js',
              globalTeardown: '<rootDir>/test/support/stop-postgres.js',
            },
          ]
        : []),
    ],
  };
};
