/** What all projects have in common. */
export const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['reflect-metadata'],
};

export const options = { maxWorkers: 2, testTimeout: 30_000, testSequencer: '<rootDir>/test/support/longest-first.js' };

/** Suites in which servers in processes of their own die, are starved or flooded. */
export const faults = ['<rootDir>/test/faults/**/*.spec.ts'];

/** Suites on a PostgreSQL of their own. */
export const onPostgres = (displayName, testMatch) => ({
  ...base,
  displayName,
  testMatch,
  globals: { DATABASE: 'postgres' },
  globalSetup: '<rootDir>/test/support/start-postgres.js',
  globalTeardown: '<rootDir>/test/support/stop-postgres.js',
});
