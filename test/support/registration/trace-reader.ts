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

/** NAS messages without protection that a UE has taken, or has sent, in a connection where secure exchange had begun before. */
export function acceptedPlain(trace: readonly TraceEntry[], ue: string): TraceEntry[] {
  const arrivals = trace
    .filter(({ kind }) => kind === 'MESSAGE')
    .map((entry) => ({ entry, at: entry.sender === ue ? entry.time : (entry.arrivedAt ?? entry.time) }))
    .toSorted((one, other) => one.at - other.at || one.entry.sequence - other.entry.sequence);
  const found: TraceEntry[] = [];
  let isSecure = false;
  for (const { entry } of arrivals) {
    const { name, protocol, sender, receiver, security, disposition } = entry;
    if (name === 'RRCSetupRequest') isSecure = false;
    if (protocol !== 'NAS' || (sender !== ue && receiver !== ue)) continue;
    const counts = sender === ue ? name !== 'REGISTRATION REQUEST' : disposition === 'ACCEPTED' || disposition === 'ANSWERED';
    if (counts && isSecure && security === 'PLAIN') found.push(entry);
    if (counts && receiver === ue && security !== 'PLAIN') isSecure = true;
  }
  return found;
}

const REQUEST = /^N(udm|nssf|nrf|amf)_\w+$/;

/** What still waits at the end: requests to which nothing came back, and UEs that an AMF has neither released nor handed over nor registered. */
export function unfinished(trace: readonly TraceEntry[]): string[] {
  const waiting = new Map<string, number>();
  const count = (key: string, by: number): unknown => waiting.set(key, (waiting.get(key) ?? 0) + by);
  for (const { name, sender, receiver, disposition, informationElements = {}, carries } of trace) {
    const id = String(informationElements['RAN-UE-NGAP-ID']);
    if (REQUEST.test(name) && disposition !== 'LOST') count(`${name} of ${sender} to ${receiver}`, 1);
    if (name.endsWith(' response')) count(`${name.slice(0, -' response'.length)} of ${receiver} to ${sender}`, -1);
    if (name === 'INITIAL UE MESSAGE') count(`UE ${id} of ${sender} at ${receiver}`, 1);
    if (name === 'UE CONTEXT RELEASE COMMAND' || name === 'REROUTE NAS REQUEST') count(`UE ${id} of ${receiver} at ${sender}`, -1);
    if (name === 'UPLINK NAS TRANSPORT' && carries === 'REGISTRATION COMPLETE') count(`UE ${id} of ${sender} at ${receiver}`, -1);
    if (name === 'Namf_Communication_N1MessageNotify' && disposition !== 'LOST') {
      const { anN2ApId, ranNodeId: gnb } = informationElements['registrationContextContainer'] as { anN2ApId: number; ranNodeId: string };
      count(`UE ${anN2ApId} of ${gnb} at ${sender}`, -1);
      count(`UE ${anN2ApId} of ${gnb} at ${receiver}`, 1);
    }
  }
  return [...waiting].filter(([, left]) => left !== 0).map(([key, left]) => `${key}: ${left}`);
}
