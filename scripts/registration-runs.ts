import { join } from 'node:path';
import { PACKAGE_ROOT, readYaml } from '../src/config/index.js';
import { runSettings } from '../src/modules/registration/domain/description/defaults.js';
import { Emulation } from '../src/modules/registration/domain/emulation/emulation.js';
import { FullTrace } from '../src/modules/registration/domain/emulation/trace/full-trace.js';
import type { RegistrationRun, RegistrationRunRequest, RegistrationScenario } from '../src/modules/registration/domain/types.js';

/** The shipped scenarios of isolated slices. */
export const REGISTRATION_SCENARIOS = ['moved', 'reconfigured'] as const;

export const registrationScenario = (name: (typeof REGISTRATION_SCENARIOS)[number]): RegistrationScenario =>
  readYaml('MEC_SCENARIO', join(PACKAGE_ROOT, 'scenarios', 'registration', `${name}.yaml`)) as RegistrationScenario;

function emulated({ network, ues = [] }: RegistrationScenario, request: RegistrationRunRequest): RegistrationRun {
  const { ue: id, gnb, registrationType = 'INITIAL' } = request;
  const ue = ues.find((one) => one.id === id);
  if (!ue) throw new Error(`The scenario has no UE ${id}.`);
  const settings = runSettings(request.settings);
  const trace = new FullTrace();
  const emulation = new Emulation(network, [{ ue, gnb, registrationType }], settings, trace);
  emulation.run();
  const name = request.name ?? id;
  const described = { id: name, name, ue: id, gnb, registrationType, settings, trigger: 'SCENARIO', state: 'FINISHED', startedAt: new Date(0).toISOString() } as const;
  return { ...described, ...emulation.resultOf(id), messageCount: trace.messages, trace: trace.entries() };
}

/** The runs of a scenario, emulated here and now without a platform. */
export const runsOf = (scenario: RegistrationScenario): RegistrationRun[] => (scenario.runs ?? []).map((request) => emulated(scenario, request));
