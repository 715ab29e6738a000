import type { NasProtection, TraceEntry } from '../types.js';
import { CARRIERS, whereSent } from './carriers.js';
import type { Lifelines } from './lifelines.js';
import { shortElements } from './short-elements.js';
import { inLines, seconds } from './text.js';

/** Messages upon which somebody decides where the UE goes; why is told. */
const DECISIVE = ['RRCSetupComplete', 'REROUTE NAS REQUEST', 'Nnssf_NSSelection_Get response', 'REGISTRATION REJECT'];

const PROTECTION: Record<NasProtection, string> = {
  PLAIN: 'plain',
  INTEGRITY_PROTECTED: 'protected',
  INTEGRITY_PROTECTED_AND_CIPHERED: 'protected, ciphered',
  INTEGRITY_PROTECTED_WITH_NEW_CONTEXT: 'protected, new context',
  INTEGRITY_PROTECTED_AND_CIPHERED_WITH_NEW_CONTEXT: 'protected, ciphered, new context',
};

const comesToNothing = ({ disposition }: TraceEntry): boolean => disposition === 'IGNORED' || disposition === 'LOST';
const isRefused = (entry: TraceEntry): boolean => comesToNothing(entry) || entry.disposition === 'REJECTED';

/** Whether the message says nothing that the NAS message in it does not say. */
const isLeftOut = (entry: TraceEntry, nas: TraceEntry | undefined): boolean => CARRIERS.includes(entry.name) && (!isRefused(entry) || nas !== undefined);

function arrowOf(entry: TraceEntry): string {
  if (comesToNothing(entry)) return '-x';
  return entry.name.endsWith(' response') ? '-->>' : '->>';
}

function messageLines(entry: TraceEntry, lifelines: Lifelines): string[] {
  const { name, sender, receiver = sender, security, informationElements, extensions, carries, disposition, reason } = entry;
  const carried = CARRIERS.includes(name) && carries !== undefined ? ` (${carries})` : '';
  const head = `${name}${carried}${security ? `, ${PROTECTION[security]}` : ''}`;
  const text = inLines([head, ...shortElements(informationElements, extensions)]);
  const arrow = `${lifelines.of(sender)}${arrowOf(entry)}${lifelines.of(receiver)}: ${text}`;
  const why = reason !== undefined && (isRefused(entry) || DECISIVE.includes(name)) ? reason : undefined;
  if (why === undefined) return [arrow];
  return [arrow, lifelines.note(receiver, isRefused(entry) ? `${disposition}: ${why}` : why)];
}

/** A message as an arrow, with a note if it is refused or decides something; a timer that expires as a note. */
function entryLines(entry: TraceEntry, duration: number | undefined, lifelines: Lifelines): string[] {
  if (entry.kind === 'MESSAGE') return messageLines(entry, lifelines);
  if (entry.timerEvent !== 'EXPIRED') return [];
  return [lifelines.note(entry.sender, `${entry.name} expires${duration === undefined ? '' : ` after ${seconds(duration)}`}`)];
}

/** What happened in an attempt, line by line; durations of timers are those with which they were started. */
export function linesOf(entries: readonly TraceEntry[], durations: ReadonlyMap<TraceEntry, number>, lifelines: Lifelines): string[] {
  return whereSent(entries)
    .filter(({ entry, nas }) => !isLeftOut(entry, nas))
    .flatMap(({ entry }) => entryLines(entry, durations.get(entry), lifelines));
}

/** For how long the timers ran that expired. */
export function durationsOf(trace: readonly TraceEntry[]): Map<TraceEntry, number> {
  const started = new Map<string, number>();
  const durations = new Map<TraceEntry, number>();
  for (const entry of trace) {
    const timer = `${entry.sender}\n${entry.name}\n${entry.reason}`;
    if (entry.timerEvent === 'STARTED' && entry.duration !== undefined) started.set(timer, entry.duration);
    const duration = started.get(timer);
    if (entry.timerEvent === 'EXPIRED' && duration !== undefined) durations.set(entry, duration);
  }
  return durations;
}
