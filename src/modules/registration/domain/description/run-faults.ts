import type { Fault } from '../../../common/problem/index.js';
import type { RegistrationNetwork, RegistrationRunRequest } from '../types.js';
import { snssaiFaults } from './network-faults.js';

/** What a registration names that is not there. */
export const runFaults = ({ gnbs }: RegistrationNetwork, ues: { has(id: string): boolean }, { ue, gnb, settings }: RegistrationRunRequest): Fault[] => [
  ...(ues.has(ue) ? [] : [{ place: '/ue', detail: `is ${ue}, which is no UE of the network` }]),
  ...(gnbs.some(({ id }) => id === gnb) ? [] : [{ place: '/gnb', detail: `is ${gnb}, which is no gNB of the network` }]),
  ...snssaiFaults(settings?.forgedReject?.configuredNssai, '/settings/forgedReject/configuredNssai'),
];
