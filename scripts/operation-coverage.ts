import 'reflect-metadata';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../src/config/index.js';
import { compareCoverage, type CoverageRow, declaredExercises, type Exemption, readExercises } from '../test/support/coverage.js';
import { allDocuments } from '../test/support/declared-operations.js';

// Compares the answers that the tests of this run have seen with those that the documents declare.

const EXEMPTIONS = join(PACKAGE_ROOT, 'test', 'operation-coverage.yaml');
const REPORT = join(PACKAGE_ROOT, 'test-output', 'operation-coverage.md');

const count = (rows: CoverageRow[], column: 'exercised' | 'listed' | 'missing') => rows.reduce((sum, row) => sum + row[column].length, 0);

function summary(rows: CoverageRow[]): string {
  const documents = [...new Set(rows.map(({ document }) => document))];
  const figures = documents.map((document) => {
    const own = rows.filter((row) => row.document === document);
    const [exercised, listed, missing] = [count(own, 'exercised'), count(own, 'listed'), count(own, 'missing')];
    const operations = own.filter(({ operationId }) => operationId !== '*').length;
    return `| ${document} | ${operations} | ${exercised + listed + missing} | ${exercised} | ${listed} | ${missing} |`;
  });
  return ['| document | operations and callbacks | answers declared | exercised | listed | missing |', '|---|---|---|---|---|---|', ...figures].join('\n');
}

function details(rows: CoverageRow[]): string {
  const lines = rows.map(
    ({ document, operationId, exercised, listed, missing }) =>
      `| ${document} | ${operationId} | ${exercised.join(' ')} | ${listed.join(' ')} | ${missing.join(' ')} |`,
  );
  return ['| document | operation | exercised | listed | missing |', '|---|---|---|---|---|', ...lines].join('\n');
}

function readExemptions(): Exemption[] {
  return existsSync(EXEMPTIONS) ? ((parse(readFileSync(EXEMPTIONS, 'utf8')) as Exemption[] | null) ?? []) : [];
}

const { rows, faults } = compareCoverage(allDocuments().flatMap(declaredExercises), readExercises(), readExemptions());
const faultList = faults.length ? `\n\nFaults:\n\n${faults.map((fault) => `- ${fault}`).join('\n')}` : '';
mkdirSync(dirname(REPORT), { recursive: true });
writeFileSync(REPORT, `# Operation coverage\n\n${summary(rows)}\n\n${details(rows)}${faultList}\n`);
console.log(`${summary(rows)}${faultList}`);
if (faults.length) process.exitCode = 1;
