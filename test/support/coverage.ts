import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import type { ApiDocument } from '../../src/modules/common/operation/api-document.js';
import { declaredCallbacks, declaredOperations } from './declared-operations.js';

/** An answer that has been seen and fits its document. */
export interface Exercise {
  document: string;
  operationId: string;
  /** As declared: 200, 2XX; `default:<code>` for a code that comes under `default`. */
  status: string;
}

/** Answers that no test can provoke, and why. */
export interface Exemption {
  document: string;
  status: string;
  /** Not for `default:<code>`, which counts for the whole document. */
  operations?: string[];
  reason: string;
}

export interface CoverageRow {
  document: string;
  operationId: string;
  exercised: string[];
  listed: string[];
  missing: string[];
}

/** Codes that the framework answers alike for every operation: one exercise is enough for a document. */
const FRAMEWORK_CODES = ['401', '403', '405', '406', '413', '414', '415', '422', '429', '500', '503'];

const COVERAGE_FOLDER = join(PACKAGE_ROOT, 'test-output', 'coverage');

/** Each process writes a file of its own, so that lines cannot mix. */
export function recordExercise(exercise: Exercise): void {
  mkdirSync(COVERAGE_FOLDER, { recursive: true });
  appendFileSync(join(COVERAGE_FOLDER, `${process.pid}.jsonl`), `${JSON.stringify(exercise)}\n`);
}

export function readExercises(folder = COVERAGE_FOLDER): Exercise[] {
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
  return [...new Set(lines)].filter((line) => line !== '').map((line) => JSON.parse(line) as Exercise);
}

const isForDocument = (status: string) => status.startsWith('default:');
const keyOf = ({ document, operationId, status }: Exercise) => `${document} ${isForDocument(status) ? '*' : operationId} ${status}`;

/** Every answer that a document declares; a framework code only where some operation leaves it to `default`. */
export function declaredExercises(document: ApiDocument): Exercise[] {
  const operations = declaredOperations(document);
  const own = [...operations, ...declaredCallbacks(document)].flatMap(({ operationId, responses, template }) =>
    Object.keys(responses)
      .filter((status) => status !== 'default' || template.startsWith('{$request'))
      .map((status) => ({ document: document.name, operationId, status })),
  );
  const shared = FRAMEWORK_CODES.filter((code) => operations.some(({ responses }) => !(code in responses) && 'default' in responses));
  return [...own, ...shared.map((code) => ({ document: document.name, operationId: '*', status: `default:${code}` }))];
}

function exemptedBy({ document, status, operations = [], reason }: Exemption): { exercises: Exercise[]; faults: string[] } {
  const name = `${document} ${status}`;
  const wantsOperations = !isForDocument(status);
  return {
    exercises: (wantsOperations ? operations : ['*']).map((operationId) => ({ document, operationId, status: String(status) })),
    faults: [
      ...(typeof reason === 'string' && reason.trim() !== '' ? [] : [`listed without a reason: ${name}`]),
      ...(wantsOperations === operations.length > 0 ? [] : [`listed for ${wantsOperations ? 'no operation' : 'single operations'}: ${name}`]),
    ],
  };
}

function rowsOf(declared: Exercise[], exercised: Set<string>, listed: Set<string>): CoverageRow[] {
  const rows = new Map<string, CoverageRow>();
  for (const exercise of declared) {
    const { document, operationId, status } = exercise;
    const id = `${document} ${operationId}`;
    const row = rows.get(id) ?? { document, operationId, exercised: [], listed: [], missing: [] };
    rows.set(id, row);
    const key = keyOf(exercise);
    const column = exercised.has(key) ? row.exercised : listed.has(key) ? row.listed : row.missing;
    column.push(status);
  }
  return [...rows.values()];
}

/** Holds what has been exercised against what is declared: each is exercised, or listed with a reason, and never both. */
export function compareCoverage(declared: Exercise[], exercised: Exercise[], exemptions: Exemption[]): { rows: CoverageRow[]; faults: string[] } {
  const declaredKeys = new Set(declared.map(keyOf));
  const exercisedKeys = new Set(exercised.map(keyOf));
  const entries = exemptions.map((exemption) => exemptedBy({ ...exemption, status: String(exemption.status) }));
  const listedKeys = entries.flatMap(({ exercises }) => exercises.map(keyOf));
  const rows = rowsOf(declared, exercisedKeys, new Set(listedKeys));
  const faults = [
    ...entries.flatMap((entry) => entry.faults),
    ...listedKeys.filter((key, i) => listedKeys.indexOf(key) !== i).map((key) => `listed twice: ${key}`),
    ...listedKeys.filter((key) => !declaredKeys.has(key)).map((key) => `listed, but not declared: ${key}`),
    ...listedKeys.filter((key) => exercisedKeys.has(key)).map((key) => `listed, but exercised: ${key}`),
    ...rows.flatMap(({ document, operationId, missing }) => missing.map((status) => `neither exercised nor listed: ${document} ${operationId} ${status}`)),
  ];
  return { rows, faults };
}
