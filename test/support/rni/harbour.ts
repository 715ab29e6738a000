import type { BaseStation, Cell, Radio, Ue } from './radio.js';

// Two eNBs and a gNB at a harbour. The UEs live by what is told of them.

export const PLMN = { mcc: '001', mnc: '01' };
export const ecgi = (cellId: string) => ({ plmn: PLMN, cellId });
export const nrcgi = (nrCellId: string) => ({ plmn: PLMN, nrCellId });

export const QUAY = ecgi('0010a01');
/** Another carrier of the same eNB. */
export const QUAY_WIDE = ecgi('0010a02');
export const PIER = ecgi('0010b01');
export const MOLE = nrcgi('0a1b2c001');
export const TOWER = nrcgi('0a1b2c002');

const position = { latitude: 43.7351, longitude: 7.4212 };

const BASE_STATIONS: BaseStation[] = [
  { id: 'quay', type: 'ENB', plmn: PLMN, nodeId: '0010a', position, transportAddress: '192.0.2.65' },
  { id: 'pier', type: 'ENB', plmn: PLMN, nodeId: '0010b', position, transportAddress: '192.0.2.66' },
  { id: 'mole', type: 'GNB', plmn: PLMN, nodeId: '0a1b2c', position, transportAddress: '192.0.2.67' },
];

const radio = { transmitPower: 43, carrierFrequency: 1800, bandwidth: 100 };
const CELLS: Cell[] = [
  { id: 'quay', baseStation: 'quay', ecgi: QUAY, ...radio },
  { id: 'quay-wide', baseStation: 'quay', ecgi: QUAY_WIDE, ...radio, carrierFrequency: 2600 },
  { id: 'pier', baseStation: 'pier', ecgi: PIER, ...radio },
  { id: 'mole', baseStation: 'mole', nrcgi: MOLE, ...radio, carrierFrequency: 3500, bandwidth: 106, subcarrierSpacing: 30 },
  { id: 'tower', baseStation: 'mole', nrcgi: TOWER, ...radio, carrierFrequency: 3500, bandwidth: 106, subcarrierSpacing: 30 },
];

export const DATA = { erabId: 5, qci: 9, enbInfo: { ipAddress: '192.0.2.65', tunnelId: '0000a001' }, sGwInfo: { ipAddress: '192.0.2.129', tunnelId: '0000b001' } };
export const VOICE_QOS = { erabMbrDl: 512_000, erabMbrUl: 256_000, erabGbrDl: 128_000, erabGbrUl: 64_000 };
export const VOICE = { erabId: 6, qci: 1, qosInformation: VOICE_QOS, enbInfo: { ipAddress: '192.0.2.65', tunnelId: '0000a002' }, sGwInfo: { ipAddress: '192.0.2.129', tunnelId: '0000b002' } };

export const CAR_IDS = [
  { type: 1 as const, value: '10.45.0.11' },
  { type: 2 as const, value: '2001:db8:45::11' },
];
export const CAR_TEMP_ID = { mmec: '01', mtmsi: 'c0ffee01' };
export const VAN_IDS = [
  { type: 1 as const, value: '10.45.0.12' },
  { type: 3 as const, value: '198.51.100.12' },
  { type: 4 as const, value: '0000c012' },
];

const external = { mobility: { model: 'EXTERNAL' as const } };
const UES: Ue[] = [
  { id: 'car', associateId: CAR_IDS, tempUeId: CAR_TEMP_ID, ...external },
  { id: 'van', associateId: VAN_IDS, ...external },
  { id: 'probe', associateId: [{ type: 1, value: '10.45.0.13' }], ...external },
  { id: 'nameless', ...external },
];

/** The car and the nameless UE at the quay, the van at the pier, the probe at the mole, in NR. */
export async function buildHarbour(network: Radio): Promise<void> {
  for (const baseStation of BASE_STATIONS) await network.addBaseStation(baseStation);
  for (const cell of CELLS) await network.addCell(cell);
  for (const ue of UES) await network.addUe(ue);
  const places = { car: 'quay', van: 'pier', probe: 'mole', nameless: 'quay' };
  for (const [ue, servingCell] of Object.entries(places)) await network.tell({ kind: 'UE_STATE', state: { ue, attached: true, servingCell } });
}
