import { containerToolsMissing } from './container-tools.js';
import { databaseFolder } from './database-folder.js';
import { postgresBinaries } from './postgres-binaries.js';

process.env.TEST_DATABASES = databaseFolder();

/** What all projects have in common. */
export const base = {
  testEnvironment: '<rootDir>/test/support/environment.js',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['reflect-metadata'],
};

export const options = { maxWorkers: 2, testTimeout: 30_000, testSequencer: '<rootDir>/test/support/longest-first.js' };

/** Suites that start a Docker engine; none where there is none. @throws Error in CI */
export function onEngine(testMatch) {
  const reason = containerToolsMissing();
  if (reason && process.env.CI) throw new Error(`The suites of containers cannot run: ${reason}.`);
  if (reason) console.warn(`SKIPPED: all suites of containers, because ${reason}.`);
  return reason ? [] : [{ ...base, displayName: 'containers', testMatch }];
}

/** The same suites on SQLite and on a PostgreSQL of their own; without its programs on SQLite alone. */
export function onEachDatabase(testMatch) {
  const { folder, reason } = postgresBinaries();
  if (!folder) console.warn(`SKIPPED: all suites on PostgreSQL, because ${reason}.`);
  const sqlite = { ...base, displayName: 'sqlite', testMatch, globals: { DATABASE: 'sqlite' } };
  const postgres = {
    ...base,
    displayName: 'postgres',
    testMatch,
    globals: { DATABASE: 'postgres' },
    globalSetup: '<rootDir>/test/support/start-postgres.js',
    globalTeardown: '<rootDir>/test/support/stop-postgres.js',
  };
  return folder ? [sqlite, postgres] : [sqlite];
}
