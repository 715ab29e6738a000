import type { Response } from 'supertest';
import type { components } from '../../src/generated/ran.js';
import type { SpecAgent } from './spec-agent.js';

export type Schemas = components['schemas'];
type BaseStation = Schemas['BaseStation'];
type Cell = Schemas['Cell'];
type Ue = Schemas['Ue'];

export const RAN = '/ran/v1';
/** `segments` name a resource of the radio network. */
export const ranPath = (...segments: (string | number)[]) => [RAN, ...segments.map((segment) => encodeURIComponent(segment))].join('/');

export const PLMN = { mcc: '001', mnc: '01' };
const HARBOUR = { latitude: 43.734, longitude: 7.4195 };
const CASINO = { latitude: 43.7402, longitude: 7.429 };

export const enb = (changes: Partial<BaseStation> = {}): BaseStation => ({ id: 'enb-1', type: 'ENB', plmn: PLMN, nodeId: '00001', position: HARBOUR, ...changes });
export const gnb = (changes: Partial<BaseStation> = {}): BaseStation => ({ id: 'gnb-1', type: 'GNB', plmn: PLMN, nodeId: '000002', position: CASINO, ...changes });

export const eutranCell = (changes: Partial<Cell> = {}): Cell => ({
  id: 'harbour-1',
  baseStation: 'enb-1',
  ecgi: { plmn: PLMN, cellId: '0000101' },
  transmitPower: 43,
  carrierFrequency: 2100,
  bandwidth: 100,
  ...changes,
});

/** A second cell of the same base station, on another carrier. */
export const otherEutranCell = (changes: Partial<Cell> = {}): Cell => eutranCell({ id: 'harbour-2', ecgi: { plmn: PLMN, cellId: '0000102' }, carrierFrequency: 1800, transmitPower: 20, ...changes });

export const nrCell = (changes: Partial<Cell> = {}): Cell => ({
  id: 'casino-1',
  baseStation: 'gnb-1',
  nrcgi: { plmn: PLMN, nrCellId: '000002001' },
  transmitPower: 20,
  carrierFrequency: 3500,
  bandwidth: 273,
  subcarrierSpacing: 30,
  ...changes,
});

export const parked = (changes: Partial<Ue> = {}): Ue => ({ id: 'car-1', mobility: { model: 'NONE', position: { latitude: 43.7345, longitude: 7.42 } }, ...changes });
export const external = (changes: Partial<Ue> = {}): Ue => ({ id: 'probe-1', mobility: { model: 'EXTERNAL' }, ...changes });

export const bearer = (changes: Partial<Schemas['Bearer']> = {}): Schemas['Bearer'] => ({ erabId: 5, qci: 9, offeredDl: 1_000_000, offeredUl: 100_000, ...changes });

/** Two base stations, three cells that know each other, a parked car and a UE of a simulator; the clock is stepped. */
export const scenario = (changes: Partial<Schemas['Scenario']> = {}): Schemas['Scenario'] => ({
  name: 'for tests',
  startTime: '2026-01-01T00:00:00.000Z',
  clock: { mode: 'STEPPED', state: 'RUNNING' },
  configuration: { seed: 7, shadowing: false },
  baseStations: [enb(), gnb()],
  cells: [eutranCell({ neighbours: ['harbour-2', 'casino-1'] }), otherEutranCell({ neighbours: ['harbour-1'] }), nrCell({ neighbours: ['harbour-1'] })],
  ues: [parked({ bearers: [bearer()] }), external()],
  ...changes,
});

export const load = (api: SpecAgent, changes: Partial<Schemas['Scenario']> = {}) => api.put(ranPath('scenario')).send(scenario(changes)).expect(200);

/** Lets time pass in the network. @param milliseconds whole steps of the emulation */
export const step = (api: SpecAgent, milliseconds: number) => api.post(ranPath('clock', 'step')).send({ duration: milliseconds }).expect(200);

export const bodyOf = <T>({ body }: Response): T => body as T;

export async function read<T>(api: SpecAgent, ...segments: (string | number)[]): Promise<T> {
  return bodyOf<T>(await api.get(ranPath(...segments)).expect(200));
}

/** The messages of the feed after a number. */
export async function feedAfter(api: SpecAgent, after: number): Promise<Schemas['FeedMessage'][]> {
  return bodyOf(await api.get(`${ranPath('feed')}?after=${after}`).expect(200));
}

/** Number of the last message. */
export const seqOf = async (api: SpecAgent): Promise<number> => (await read<Schemas['Snapshot']>(api, 'snapshot')).seq;
