import type { Outcome } from './outcome.js';

const HEAD = ['second clouds', 'destruction', 'keepFor, s', 'hit rate', 'copies per user', 'held per user', 'starts per user and hour', 'wait after a miss, p50, s', 'p99, s', 'decisions per second of CPU'];

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const tenths = (value: number | undefined) => value?.toFixed(1) ?? '–';
const hundredths = (value: number) => value.toFixed(2);

function cells({ policy: { name, rules, keepFor }, figures, cpu }: Outcome): string[] {
  const { hitRate, copiesPerUser, heldPerUser, startsPerUserAndHour, waits, decisions } = figures;
  const costs = [copiesPerUser, heldPerUser, startsPerUserAndHour].map(hundredths);
  return [name, rules.destruction, `${keepFor}`, percent(hitRate), ...costs, tenths(waits?.p50), tenths(waits?.p99), Math.round(decisions / cpu).toLocaleString('en')];
}

/** The outcomes as a table of Markdown. */
export const table = (outcomes: Outcome[]): string => [row(HEAD), row(HEAD.map(() => '---')), ...outcomes.map((outcome) => row(cells(outcome)))].join('\n');
