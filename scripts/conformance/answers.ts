import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import type { ApiDocument } from '../../src/modules/common/operation/api-document.js';
import { compareCoverage, type CoverageRow, declaredExercises, type Exemption } from '../../test/support/coverage.js';

const exemptions = (parse(readFileSync(join(PACKAGE_ROOT, 'test', 'operation-coverage.yaml'), 'utf8')) as Exemption[]).map((entry) => ({ ...entry, status: String(entry.status) }));

/** What a document's operations answer: `missing` is what the tests see (else a run of them fails), `listed` what they are excused from. */
const rowsOf = (document: ApiDocument): CoverageRow[] =>
  compareCoverage(declaredExercises(document), [], exemptions.filter((exemption) => exemption.document === document.name)).rows;

/** The answers that a document declares for its operations; those for all of them are under `*`. */
export interface Answers {
  tried: string[];
  untried: string[];
}

const withoutDefault = (statuses: string[]) => statuses.map((status) => status.replace('default:', ''));

export function answersOf(document: ApiDocument): (operationId: string) => Answers {
  const rows = new Map(rowsOf(document).map(({ operationId, missing, listed }) => [operationId, { tried: withoutDefault(missing), untried: withoutDefault(listed) }]));
  return (operationId) => rows.get(operationId) ?? { tried: [], untried: [] };
}

/** How many answers a document declares, and how many of them the tests have seen. */
export function countAnswers(document: ApiDocument): { declared: number; tried: number } {
  const rows = rowsOf(document);
  const tried = rows.reduce((sum, { missing }) => sum + missing.length, 0);
  return { declared: tried + rows.reduce((sum, { listed }) => sum + listed.length, 0), tried };
}

/** Why answers have not been tried: statuses and operations, and the reason. */
export const reasonsOf = (document: ApiDocument): string[][] =>
  exemptions
    .filter((exemption) => exemption.document === document.name)
    .map(({ status, operations, reason }) => [status.replace('default:', ''), operations ? operations.map((id) => `\`${id}\``).join(', ') : 'all', reason.trim()]);
