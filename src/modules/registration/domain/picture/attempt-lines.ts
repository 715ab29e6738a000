import type { TraceEntry } from '../types.js';
import type { DrawnAttempt } from './attempts.js';
import type { Lifelines } from './lifelines.js';
import { durationsOf, linesOf } from './message-lines.js';
import { withLoops } from './repetitions.js';
import { seconds } from './text.js';

/** Mermaid draws no text of more than 50,000 characters. */
const MOST_CHARACTERS = 40_000;
const MOST_TIMES = 20;
const GREY = 'rgba(128, 128, 128, 0.1)';

/** Attempts in a row that go like the one of that number; only the first of its kind is drawn. */
interface Group {
  first: number;
  like: number;
  attempts: DrawnAttempt[];
  body: readonly string[];
}

function groupsOf(attempts: readonly DrawnAttempt[], bodies: readonly string[][]): Group[] {
  const groups: Group[] = [];
  const numbers = new Map<string, number>();
  for (const [index, body] of bodies.entries()) {
    const number = index + 1;
    const like = numbers.get(body.join('\n')) ?? number;
    numbers.set(body.join('\n'), like);
    const last = groups.at(-1);
    if (last?.like === like && last.first !== like) last.attempts.push(attempts[index]!);
    else groups.push({ first: number, like, attempts: [attempts[index]!], body });
  }
  return groups;
}

const beginningOf = ({ startedAt, startedBy }: DrawnAttempt): string => `${seconds(startedAt)}${startedBy ? ` (${startedBy.name})` : ''}`;

function drawn({ first, attempts, body }: Group, lifelines: Lifelines): string[] {
  const heading = lifelines.noteOverAll(`Attempt ${first} at ${beginningOf(attempts[0]!)}`);
  return [`rect ${GREY}`, ...[heading, ...withLoops(body)].map((line) => `  ${line}`), 'end'];
}

function folded({ first, like, attempts }: Group, lifelines: Lifelines): string[] {
  const which = attempts.length === 1 ? `Attempt ${first} goes` : `Attempts ${first} to ${first + attempts.length - 1} go`;
  const times = attempts.slice(0, MOST_TIMES).map(beginningOf).join(', ');
  const last = attempts.length > MOST_TIMES ? ` … ${beginningOf(attempts.at(-1)!)}` : '';
  return [lifelines.noteOverAll(`${which} like attempt ${like}: at ${times}${last}`)];
}

/** Attempts one after another; of those that go like an earlier one only when they began, and none beyond what Mermaid takes. */
export function attemptLines(attempts: readonly DrawnAttempt[], trace: readonly TraceEntry[], lifelines: Lifelines): string[] {
  const durations = durationsOf(trace);
  const lines: string[] = [];
  let characters = 0;
  for (const group of groupsOf(attempts, attempts.map(({ entries }) => linesOf(entries, durations, lifelines)))) {
    const more = group.first === group.like ? drawn(group, lifelines) : folded(group, lifelines);
    characters += more.join('\n').length;
    if (characters > MOST_CHARACTERS) return [...lines, lifelines.noteOverAll(`Nothing is drawn from attempt ${group.first} on: ${attempts.length} in all.`)];
    lines.push(...more);
  }
  return lines;
}
