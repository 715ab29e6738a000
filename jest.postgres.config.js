import { onPostgres, options, suitesOnDatabase } from './test/support/jest-base.js';

/** The suites that open a database, once more: on a PostgreSQL of their own. */
export default () => {
  const projects = onPostgres(suitesOnDatabase);
  if (projects.length === 0) throw new Error('No test can run without the programs of PostgreSQL.');
  return { ...options, maxWorkers: 3, reporters: ['default', ['<rootDir>/test/support/reporter.js', { counts: 'postgres-counts.txt' }]], projects };
};
