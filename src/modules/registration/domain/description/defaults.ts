import type { MessageLatencies, RegistrationNetwork, RegistrationRunSettings, RunSettings } from '../types.js';

const SETTINGS: RunSettings = {
  givesGuami: false,
  givesNssai: true,
  rejectBy: 'INITIAL',
  rejectConfiguredNssai: true,
  rejectInclusionMode: 'C',
  reroute: 'DIRECT_IF_REACHABLE',
  retryCap: 5,
  trace: 'FULL',
  updatesUe: false,
};

/** Milliseconds. */
const LATENCIES: Required<MessageLatencies> = { rrc: 10, ngap: 5, sbi: 2 };

/** What the document says for what is left out. */
export const runSettings = (given: RegistrationRunSettings = {}): RunSettings => ({ ...SETTINGS, ...given });

export const latencies = ({ latencies: given }: Pick<RegistrationNetwork, 'latencies'>): Required<MessageLatencies> => ({ ...LATENCIES, ...given });
