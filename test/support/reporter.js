import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OUTPUT = join(ROOT, 'test-output');

const ALL = 'test-counts.txt';

/** Counts the tests for .ci/run, and after a run of all suites compares the exchanges that they recorded with what the documents declare. */
export default class Reporter {
  constructor({ testPathPatterns, testNamePattern, onlyChanged, findRelatedTests }, { counts = ALL } = {}) {
    this.counts = counts;
    this.wholeRun = counts === ALL && !testPathPatterns?.patterns?.length && !testNamePattern && !onlyChanged && !findRelatedTests;
  }

  onRunStart() {
    rmSync(join(OUTPUT, 'coverage'), { recursive: true, force: true });
    mkdirSync(OUTPUT, { recursive: true });
    rmSync(join(OUTPUT, this.counts), { force: true });
  }

  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites }) {
    const counts = [numPassedTests, numFailedTests + numRuntimeErrorTestSuites, numPendingTests + numTodoTests];
    writeFileSync(join(OUTPUT, this.counts), `${counts.join(' ')}\n`);
    if (!this.wholeRun) return;
    const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const { status } = spawnSync(process.execPath, [tsx, 'scripts/operation-coverage.ts'], { cwd: ROOT, stdio: 'inherit' });
    if (status !== 0) this.error = new Error('The operations are not covered as listed.');
  }

  getLastError() {
    return this.error;
  }
}
