import { setImmediate as othersTurn } from 'node:timers/promises';
import { Emulation } from '../emulation/emulation.js';
import { FullTrace } from '../emulation/trace/full-trace.js';
import { MessageCount } from '../emulation/trace/message-count.js';
import { runSettings } from '../description/defaults.js';
import type { BegunRun } from '../ports/run-repository.js';
import type { RegistrationUe } from '../types.js';
import type { TracedRun } from './traced-run.js';

/** Messages and timers before others have their turn: a few milliseconds. */
const AT_ONCE = 500;

/** A run at its end, and what its UE has stored then. */
export interface EmulatedRun extends TracedRun {
  ueState: RegistrationUe;
}

/** Emulates a run from its beginning. @param goesOn is asked between its parts; answers undefined if not */
export async function emulate({ run, description: { network, ue } }: BegunRun, goesOn: () => boolean): Promise<EmulatedRun | undefined> {
  const settings = runSettings(run.settings);
  const trace = settings.trace === 'FULL' ? new FullTrace() : new MessageCount();
  const emulation = new Emulation(network, [{ ue, gnb: run.gnb, registrationType: run.registrationType }], settings, trace);
  while (!emulation.run(AT_ONCE)) {
    await othersTurn();
    if (!goesOn()) return undefined;
  }
  const { attempts, ...result } = emulation.resultOf(ue.id);
  return {
    run: { ...run, ...result, state: 'FINISHED', messageCount: trace.messages },
    attempts: JSON.stringify(attempts),
    trace: trace instanceof FullTrace ? JSON.stringify(trace.entries()) : null,
    ueState: result.ueState,
  };
}
