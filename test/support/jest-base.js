import { containerToolsMissing } from './container-tools.js';
import { databaseFolder } from './database-folder.js';
import { postgresBinaries } from './postgres-binaries.js';
import { runFolder } from './run-folder.js';

process.env.TEST_DATABASES = runFolder(databaseFolder());

/** What all projects have in common. */
export const base = {
  testEnvironment: '<rootDir>/test/support/environment.js',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  // Generated clients bring package.json files, some of the same name.
  modulePathIgnorePatterns: ['<rootDir>/sdk/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['reflect-metadata'],
};

/** Whatever hangs is ended so; how long a machine takes that is busy with much else is no matter of tests. */
const LONGEST_MS = 120_000;

export const options = { maxWorkers: 2, testTimeout: LONGEST_MS, testSequencer: '<rootDir>/test/support/longest-first.js' };

/** Whether something keeps suites from running, which is said. @throws Error in CI */
export function cannotRun(suites, reason) {
  if (reason && process.env.CI) throw new Error(`Tests cannot run: ${suites}, because ${reason}.`);
  if (reason) console.warn(`SKIPPED: ${suites}, because ${reason}.`);
  return reason !== undefined;
}

/** Suites that start a Docker engine; none where there is none. @throws Error in CI */
export const onEngine = (testMatch) => (cannotRun('all suites of containers', containerToolsMissing()) ? [] : [{ ...base, displayName: 'containers', testMatch }]);

/** Suites that run on each database; those that die, or need the host, have configurations of their own. */
export const suitesOnDatabase = ['<rootDir>/test/contract/**/*.spec.ts', '<rootDir>/test/integration/**/*.spec.ts'];

export const onSqlite = (testMatch) => ({ ...base, displayName: 'sqlite', testMatch, globals: { DATABASE: 'sqlite' } });

/** On a PostgreSQL of their own; none where its programs are not. @throws Error in CI */
export function onPostgres(testMatch) {
  if (cannotRun('all suites on PostgreSQL', postgresBinaries().reason)) return [];
  const globals = { DATABASE: 'postgres' };
  const server = { globalSetup: '<rootDir>/test/support/start-postgres.js', globalTeardown: '<rootDir>/test/support/stop-postgres.js' };
  return [{ ...base, displayName: 'postgres', testMatch, globals, ...server }];
}

/** The same suites on SQLite and, where its programs are, on PostgreSQL. @throws Error in CI where they are not */
export const onEachDatabase = (testMatch) => [onSqlite(testMatch), ...onPostgres(testMatch)];
