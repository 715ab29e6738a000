import type { RegistrationRun } from '../types.js';
import { attemptLines } from './attempt-lines.js';
import { attemptsOf } from './attempts.js';
import { Lifelines } from './lifelines.js';
import { seconds } from './text.js';

function headingOf({ name, ue, gnb, registrationType, settings }: RegistrationRun): string[] {
  const { rejectBy, rejectConfiguredNssai, rejectInclusionMode } = settings;
  const reject = rejectBy === undefined ? [] : [`rejectBy ${rejectBy}`];
  if (rejectBy !== undefined && rejectBy !== 'NONE') reject.push(`Configured NSSAI ${rejectConfiguredNssai === false ? 'no' : 'yes'}`, `NSSAI inclusion mode ${rejectInclusionMode ?? 'C'}`);
  return [...(name === undefined ? [] : [name]), [`UE ${ue} registers at ${gnb}, ${registrationType}`, ...reject].join(', ')];
}

function endOf({ state, outcome, amf, duration, reason, attempts, messageCount }: RegistrationRun): string[] {
  if (outcome === undefined) return [state === 'RUNNING' ? 'The run has not ended yet.' : 'The run was interrupted.'];
  const where = amf === undefined ? '' : ` with ${amf}`;
  const when = duration === undefined ? '' : ` after ${seconds(duration)}`;
  const tally = attempts && messageCount !== undefined ? [`${attempts.length} attempt${attempts.length === 1 ? '' : 's'}, ${messageCount} messages`] : [];
  return [`${outcome}${where}${when}`, ...(reason === undefined ? [] : [reason]), ...tally];
}

/**
 * A run as a Mermaid sequence diagram. Messages that only carry NAS messages are left out, what was ignored or lost ends in a cross with the reason beside it, and
 * whatever an attempt has caused stands with that attempt, though it may have happened later. A run without a trace shows its outcome.
 */
export function sequenceDiagram(run: RegistrationRun): string {
  const trace = run.trace ?? [];
  const lifelines = new Lifelines(run, trace);
  const untraced = run.outcome !== undefined && trace.length === 0;
  const lines = [
    ...lifelines.declarations(),
    lifelines.noteOverAll(...headingOf(run)),
    ...attemptLines(attemptsOf(trace, `UE ${run.ue}`), trace, lifelines),
    ...(untraced ? [lifelines.noteOverAll('The run has kept no trace.')] : []),
    lifelines.noteOverAll(...endOf(run)),
  ];
  return ['sequenceDiagram', ...lines.map((line) => `  ${line}`), ''].join('\n');
}
