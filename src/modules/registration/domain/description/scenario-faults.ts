import type { Fault } from '../../../common/problem/index.js';
import type { RegistrationNetwork, RegistrationScenario, RegistrationUe } from '../types.js';
import { repetitions } from './contradictions.js';
import { gutiText } from './identities.js';
import { networkFaults } from './network-faults.js';
import { runFaults } from './run-faults.js';
import { NamedByUes, repeatedSnssais } from './ue-faults.js';

const within = (place: string, faults: Fault[]): Fault[] => faults.map((fault) => ({ ...fault, place: place + fault.place }));

/** What a scenario contradicts itself in. */
export function scenarioFaults(network: RegistrationNetwork, { ues = [], runs = [] }: RegistrationScenario): Fault[] {
  const ids = new Set(ues.map(({ id }) => id));
  return [
    ...within('/network', networkFaults(network)),
    ...repetitions(ues, ({ id }) => id, (index) => `/ues/${index}/id`),
    ...ueFaults(network, ues),
    ...runs.flatMap((run, index) => within(`/runs/${index}`, runFaults(network, ids, run))),
  ];
}

function ueFaults(network: RegistrationNetwork, ues: readonly RegistrationUe[]): Fault[] {
  const named = new NamedByUes(network);
  const identified = ues.flatMap(({ guti }, index) => (guti ? [{ guti, index }] : []));
  return [
    ...repetitions(ues, ({ supi }) => supi, (index) => `/ues/${index}/supi`),
    ...repetitions(identified, ({ guti }) => gutiText(guti), (at) => `/ues/${identified[at]!.index}/guti`),
    ...ues.flatMap((ue, index) => within(`/ues/${index}`, [...named.faults(ue), ...repeatedSnssais(ue)])),
  ];
}
