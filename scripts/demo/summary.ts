import type { Outcome } from './story.js';
import type { Telling } from './telling.js';

const WORDS = { HELD: 'held', FAILED: 'FAILED', NOT_RUN: 'not run' } as const;
const STYLES = { HELD: 'green', FAILED: 'red', NOT_RUN: 'dim' } as const;

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Tells how each step went, a line each. */
export function summarise(outcomes: readonly Outcome[], telling: Telling): void {
  const titles = outcomes.map(({ step }, index) => `${index + 1}. ${step.title}`);
  const width = Math.max(...titles.map(({ length }) => length), 'step'.length);
  const row = (title: string, result: string, took: string, requests: string, checks: string, standsIn: string) =>
    `${title.padEnd(width)}  ${result}  ${took.padStart(7)}  ${requests.padStart(8)}  ${checks.padStart(6)}  ${standsIn}`;
  telling.title('Summary');
  telling.note(row('step', 'result '.padEnd(7), 'took', 'requests', 'checks', 'stand-ins'));
  outcomes.forEach(({ step, result, took, requests, checks }, index) => {
    const styled = telling.styled(STYLES[result], WORDS[result].padEnd(7));
    telling.note(row(titles[index]!, styled, result === 'NOT_RUN' ? '' : inSeconds(took), String(requests), String(checks), step.standsIn));
  });
}
