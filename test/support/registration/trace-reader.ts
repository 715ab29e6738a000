import type { TraceEntry } from '../../../src/modules/registration/domain/types.js';

type About = Partial<Pick<TraceEntry, 'sender' | 'receiver' | 'disposition' | 'protocol' | 'carries'>>;

/** What a trace tells of a message or timer, in its order. */
export const named = (trace: readonly TraceEntry[], name: string, about: About = {}): TraceEntry[] =>
  trace.filter((entry) => entry.name === name && Object.entries(about).every(([key, value]) => entry[key as keyof About] === value));

/** The only one. @throws Error if there is none, or more */
export function only(trace: readonly TraceEntry[], name: string, about: About = {}): TraceEntry {
  const found = named(trace, name, about);
  if (found.length !== 1) throw new Error(`There are ${found.length} of ${name} ${JSON.stringify(about)} in:\n${trace.map(line).join('\n')}`);
  return found[0]!;
}

export const element = (entry: TraceEntry | undefined, name: string): unknown => entry?.informationElements?.[name];

export const nasOf = (trace: readonly TraceEntry[]): TraceEntry[] => trace.filter(({ protocol }) => protocol === 'NAS');

export const names = (trace: readonly TraceEntry[]): string[] => trace.map(({ name }) => name);

const SHORT: Record<string, string> = {
  PLAIN: 'plain',
  INTEGRITY_PROTECTED: 'integrity',
  INTEGRITY_PROTECTED_AND_CIPHERED: 'ciphered',
  INTEGRITY_PROTECTED_WITH_NEW_CONTEXT: 'integrity-new',
  INTEGRITY_PROTECTED_AND_CIPHERED_WITH_NEW_CONTEXT: 'ciphered-new',
};

/** An entry as one line: when, who to whom, what, how protected, what became of it. */
export function line({ time, kind, sender, receiver, name, security, disposition, timerEvent, carries }: TraceEntry): string {
  if (kind === 'TIMER') return `${time} ${sender}: ${name} ${timerEvent}`;
  return [time, `${sender} > ${receiver}:`, name, ...(carries ? [`(${carries})`] : []), ...(security ? [SHORT[security]] : []), disposition].join(' ');
}

/** The entries of each attempt of a UE, what comes late from an earlier one among those of the next. */
export function byAttempts(trace: readonly TraceEntry[]): TraceEntry[][] {
  const attempts: TraceEntry[][] = [];
  for (const entry of trace) {
    if (entry.name === 'RRCSetupRequest') attempts.push([]);
    (attempts.at(-1) ?? attempts[attempts.push([]) - 1]!).push(entry);
  }
  return attempts;
}
