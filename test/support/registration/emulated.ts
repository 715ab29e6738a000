import { join } from 'node:path';
import { readYaml } from '../../../src/config/index.js';
import { runSettings } from '../../../src/modules/registration/domain/description/defaults.js';
import { Emulation } from '../../../src/modules/registration/domain/emulation/emulation.js';
import { FullTrace } from '../../../src/modules/registration/domain/emulation/trace/full-trace.js';
import type { RegistrationNetwork, RegistrationRunSettings, RegistrationScenario, RegistrationType, RegistrationUe, TraceEntry } from '../../../src/modules/registration/domain/types.js';

export type Result = ReturnType<Emulation['resultOf']>;

/** A registration to emulate. */
export interface Described {
  network: RegistrationNetwork;
  ue: RegistrationUe;
  gnb: string;
  registrationType?: RegistrationType;
  settings?: RegistrationRunSettings;
}

export interface Emulated {
  result: Result;
  trace: TraceEntry[];
  messages: number;
}

const SCENARIOS = join(import.meta.dirname, '..', '..', '..', 'scenarios', 'registration');

export const scenarioNamed = (name: string): RegistrationScenario => readYaml('MEC_SCENARIO', join(SCENARIOS, `${name}.yaml`)) as RegistrationScenario;

/** More than any emulation of one UE has; one that never ends is cut off there. */
const MOST_EVENTS = 200_000;

/** @throws Error if the emulation does not end */
export function emulated({ network, ue, gnb, registrationType = 'INITIAL', settings }: Described): Emulated {
  const trace = new FullTrace();
  const emulation = new Emulation(network, [{ ue, gnb, registrationType }], runSettings(settings), trace);
  if (!emulation.run(MOST_EVENTS)) throw new Error(`The emulation has not ended after ${MOST_EVENTS} events.`);
  return { result: emulation.resultOf(ue.id), trace: trace.entries(), messages: trace.messages };
}

/** The run of this name in a scenario, with other settings if given. */
export function describedBy({ network, ues = [], runs = [] }: RegistrationScenario, run: string, settings: RegistrationRunSettings = {}): Described {
  const found = runs.find(({ name }) => name === run);
  if (!found) throw new Error(`The scenario has no run ${run}.`);
  const { gnb, registrationType = 'INITIAL' } = found;
  return { network, ue: ues.find(({ id }) => id === found.ue)!, gnb, registrationType, settings: { ...found.settings, ...settings } };
}

/** Several UEs at one gNB, that begin together. @throws Error if the emulation does not end */
export function emulatedTogether({ network, ues, gnb, registrationType = 'INITIAL', settings }: Omit<Described, 'ue'> & { ues: RegistrationUe[] }): Result[] {
  const registering = ues.map((ue) => ({ ue, gnb, registrationType }));
  const emulation = new Emulation(network, registering, runSettings(settings), new FullTrace());
  if (!emulation.run(MOST_EVENTS)) throw new Error(`The emulation has not ended after ${MOST_EVENTS} events.`);
  return ues.map(({ id }) => emulation.resultOf(id));
}
