import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { components } from '../../src/generated/registration.js';

type Schemas = components['schemas'];
export type Network = Schemas['RegistrationNetwork'];
export type RegisteringUe = Schemas['RegistrationUe'];

/** Scenarios of the platform, by the name of their file. */
export const SCENARIOS = ['moved', 'reconfigured'] as const;

export const scenarioText = (name: (typeof SCENARIOS)[number]): string =>
  readFileSync(fileURLToPath(new URL(`../../scenarios/registration/${name}.yaml`, import.meta.url)), 'utf8');

const supiOf = (index: number) => `imsi-46000${String(index + 1).padStart(10, '0')}`;

/** Where the UEs of {@link slicedNetwork} register: its default AMF serves none of their slices. */
export const GNB = 'gNB2';

/** The network of the scenario `moved`, with so many UEs like the one that it has. */
export function slicedNetwork(count: number): { network: Network; ues: RegisteringUe[] } {
  const { network, ues } = parse(scenarioText('moved')) as Schemas['RegistrationScenario'];
  const [{ singleNssais }, like] = [network.subscriptions![0]!, ues![0]!];
  const supis = Array.from({ length: count }, (_, index) => supiOf(index));
  return {
    network: { ...network, subscriptions: supis.map((supi) => ({ supi, singleNssais })) },
    ues: supis.map((supi, index) => ({ ...like, id: `ue-${index}`, supi })),
  };
}
