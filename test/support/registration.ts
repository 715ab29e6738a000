import type { components } from '../../src/generated/registration.js';
import { eventually } from './eventually.js';
import { bodyOf } from './ran.js';
import type { SpecAgent } from './spec-agent.js';

export type Schemas = components['schemas'];
export type Network = Omit<Schemas['RegistrationNetwork'], 'id'>;
export type Ue = Omit<Schemas['RegistrationUe'], 'id'>;
export type Run = Schemas['RegistrationRun'];

export const REGISTRATION = '/registration/v1';
/** `segments` name what is in the network of the tests. */
export const registrationPath = (...segments: string[]) => [`${REGISTRATION}/networks`, 'sliced', ...segments].map((segment, index) => (index ? encodeURIComponent(segment) : segment)).join('/');

export const PLMN = { mcc: '460', mnc: '00' };
export const SUPI = 'imsi-460000000000001';
export const slice = (number: number): Schemas['Snssai'] => ({ sst: 1, sd: `00000${number}` });
export const slices = (...numbers: number[]) => numbers.map(slice);

export const gnb = (number: number, changes: Partial<Schemas['RegistrationGnb']> = {}): Schemas['RegistrationGnb'] => ({
  id: `gNB${number}`,
  globalRanNodeId: { plmnId: PLMN, gNbId: { bitLength: 24, gNBValue: `00000${number}` } },
  tac: `00000${number}`,
  snssais: slices(1, 2, 3, 4),
  defaultAmf: number === 1 ? 'AMF1' : 'AMF3',
  ...changes,
});

/** AMF set 1 serves slices 1 and 2, set 2 slices 3 and 4; they cannot reach each other. The UE may use 1 and 2. */
export const network = (changes: Partial<Network> = {}): Network => ({
  plmnId: PLMN,
  gnbs: [gnb(1), gnb(2)],
  amfSets: [
    { id: '460-00-01-001', snssais: slices(1, 2), amfs: [{ id: 'AMF1', amfId: '010041' }] },
    { id: '460-00-01-002', snssais: slices(3, 4), amfs: [{ id: 'AMF3', amfId: '010081' }] },
  ],
  subscriptions: [{ supi: SUPI, singleNssais: slices(1, 2) }],
  ...changes,
});

export const guti = (changes: Partial<Schemas['RegistrationGuti']> = {}): Schemas['RegistrationGuti'] => ({ guami: { plmnId: PLMN, amfId: '010041' }, tmsi: '0000000a', ...changes });

export const ue = (changes: Partial<Ue> = {}): Ue => ({ supi: SUPI, allowedNssai: slices(1, 2), configuredNssai: slices(1, 2), ...changes });

export const registration = (changes: Partial<Schemas['RegistrationRunRequest']> = {}): Schemas['RegistrationRunRequest'] => ({ ue: 'car-1', gnb: 'gNB2', ...changes });

/** As it is sent: the id of the network is that of the path. */
export type Scenario = Omit<Schemas['RegistrationScenario'], 'network'> & { network: Network };

export const scenario = (changes: Partial<Scenario> = {}): Scenario => ({ name: 'moved', network: network(), ues: [{ id: 'car-1', ...ue() }], ...changes });

/** Nothing is left of what was in the network before. */
export const load = (api: SpecAgent, changes: Partial<Scenario> = {}) => api.put(registrationPath('scenario')).send(scenario(changes));

export async function begin(api: SpecAgent, changes: Partial<Schemas['RegistrationRunRequest']> = {}): Promise<Run> {
  return bodyOf<Run>(await api.post(registrationPath('runs')).send(registration(changes)).expect(201));
}

export const readRun = async (api: SpecAgent, id: string): Promise<Run> => bodyOf<Run>(await api.get(registrationPath('runs', id)).expect(200));

export const runsOf = async (api: SpecAgent, query = ''): Promise<Run[]> => bodyOf<Run[]>(await api.get(`${registrationPath('runs')}${query}`).expect(200));

export const ueOf = async (api: SpecAgent, id = 'car-1'): Promise<Schemas['RegistrationUe']> => bodyOf(await api.get(registrationPath('ues', id)).expect(200));

/** The run at its end. */
export async function ended(api: SpecAgent, id: string): Promise<Run> {
  await eventually(async () => expect((await readRun(api, id)).state).not.toBe('RUNNING'));
  return readRun(api, id);
}
