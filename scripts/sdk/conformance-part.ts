import { GENERATOR_VERSION } from './generator-jar.js';
import type { LanguageName } from './language.js';
import type { Measure, Measures } from './measure.js';

export type Results = Map<LanguageName, { ours: Measures; etsi: Measures }>;

/** Our documents, and those of ETSI that they stand for. */
const COUNTERPARTS: Record<string, string> = {
  'mec010-2-app-lifecycle': 'MEC01002_AppLcm',
  'mec010-2-app-package': 'MEC01002_AppPkgMgmt',
  'mec010-2-granting': 'MEC01002_AppGrant',
  'mec011-app-support': 'MecAppSupportApi',
  'mec011-service-management': 'MecServiceMgmtApi',
  'mec012-rni': 'RniAPI',
};

const cell = (measure: Measure | undefined): string =>
  measure ? `${measure.end === 'made' ? '' : `${measure.end}: `}${measure.errors} / ${measure.warnings} / ${measure.invented.length} / ${measure.faults ?? 'no client'}` : '';

function table(results: Results, rows: readonly { label: string; side: 'ours' | 'etsi'; title: string }[]): string {
  const languages = [...results.keys()];
  const head = `| document | ${languages.join(' | ')} |\n|---|${'---|'.repeat(languages.length)}`;
  const lines = rows.map(({ label, side, title }) => `| ${label} | ${languages.map((language) => cell(results.get(language)![side].get(title))).join(' | ')} |`);
  return [head, ...lines].join('\n');
}

function totals(results: Results, side: 'ours' | 'etsi', titles: readonly string[]): string {
  const all = [...results.values()].flatMap(({ [side]: measures }) => titles.map((title) => measures.get(title)!));
  const sum = (of: (measure: Measure) => number) => all.reduce((total, measure) => total + of(measure), 0);
  return `${sum(({ errors }) => errors)} errors, ${sum(({ warnings }) => warnings)} warnings, ${sum(({ invented }) => invented.length)} invented names, ${sum(({ faults }) => faults ?? 0)} faults`;
}

const HEAD = `OpenAPI Generator ${GENERATOR_VERSION} (typescript-fetch, python, go, java native) has made and compiled clients of ETSI's documents and of ours, with the same options.
A cell says: errors of the generator / its warnings / types for which it invented a name, since the document gives none (\`Links2\`, \`…200Response\`) / faults that the compiler
finds in what it made, at least, since compilers give up (tsc, the import of every module, go build and vet, javac). "refused": it takes the document for invalid, and has made a client when told to go on.
"failed": it has ended in the middle, and made none.
Warnings that say nothing of the client are not counted, on neither side (\`scripts/sdk/generator-log.ts\`). Names of methods do not count either: ours come from \`scripts/sdk/method-names.yaml\` ([clients](sdk.md)).`;

/** What the generator makes of ETSI's documents and of ours. */
export function conformancePart(results: Results): string {
  const [first] = results.values();
  const titles = (side: 'ours' | 'etsi') => [...first![side].keys()];
  const ourOwn = titles('ours').filter((title) => !(title in COUNTERPARTS));
  const etsiOnly = titles('etsi').filter((title) => !Object.values(COUNTERPARTS).includes(title));
  const pairs = Object.entries(COUNTERPARTS).flatMap(([ours, etsi]) => [
    { label: `ETSI ${etsi}`, side: 'etsi' as const, title: etsi },
    { label: `ours ${ours}`, side: 'ours' as const, title: ours },
  ]);
  return `${HEAD}

### The six documents of both

ETSI's: ${totals(results, 'etsi', Object.values(COUNTERPARTS))}. Ours: ${totals(results, 'ours', Object.keys(COUNTERPARTS))}.

${table(results, pairs)}

### Our own contracts

${totals(results, 'ours', ourOwn)}.

${table(results, ourOwn.map((title) => ({ label: title, side: 'ours', title })))}

### ETSI's other documents

${totals(results, 'etsi', etsiOnly)}.

${table(results, etsiOnly.map((title) => ({ label: title, side: 'etsi', title })))}`;
}
