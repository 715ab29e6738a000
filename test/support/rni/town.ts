import type { BaseStation, Cell, Radio, Ue } from './radio.js';

// A town of eNBs and gNBs with UEs that move through it; its identities are those that random subscriptions name.

const PLMN = { mcc: '001', mnc: '01' };

const DEGREE = 1 / 111_000;
const at = (east: number, north: number) => ({ latitude: north * DEGREE, longitude: east * DEGREE });

const BASE_STATIONS: BaseStation[] = [
  { id: 'west', type: 'ENB', plmn: PLMN, nodeId: '000a1', position: at(0, 0) },
  { id: 'east', type: 'ENB', plmn: PLMN, nodeId: '000b2', position: at(600, 0) },
  { id: 'north', type: 'GNB', plmn: PLMN, nodeId: '0a1b2c', position: at(300, 200) },
];

const lte = { transmitPower: 43, bandwidth: 100, carrierFrequency: 1800 };
const nr = { transmitPower: 36, bandwidth: 106, carrierFrequency: 3500, subcarrierSpacing: 30 as const };

const CELLS: Cell[] = [
  { id: 'west', baseStation: 'west', ecgi: { plmn: PLMN, cellId: '000a101' }, ...lte, neighbours: ['west-wide', 'east', 'left'] },
  { id: 'west-wide', baseStation: 'west', ecgi: { plmn: PLMN, cellId: '000a102' }, ...lte, carrierFrequency: 2600, neighbours: ['east'] },
  { id: 'east', baseStation: 'east', ecgi: { plmn: PLMN, cellId: '000b201' }, ...lte, neighbours: ['west', 'right'] },
  { id: 'left', baseStation: 'north', nrcgi: { plmn: PLMN, nrCellId: '0a1b2c001' }, ...nr, azimuth: 270, neighbours: ['right'] },
  { id: 'right', baseStation: 'north', nrcgi: { plmn: PLMN, nrCellId: '0a1b2c002' }, ...nr, azimuth: 90, neighbours: ['left'] },
];

const data = { erabId: 5, qci: 9, offeredDl: 2_000_000, offeredUl: 200_000 };
const road = (from: number, to: number, north: number) => ({ model: 'STRAIGHT_ROAD' as const, from: at(from, north), to: at(to, north), speed: 20 });

const UES: Ue[] = [
  { id: 'car', associateId: [{ type: 1, value: '10.45.0.1' }, { type: 2, value: '2001:db8::1' }], tempUeId: { mmec: '01', mtmsi: 'c0ffee01' }, mobility: road(-50, 650, 10), bearers: [data] },
  { id: 'van', associateId: [{ type: 1, value: '10.45.0.2' }, { type: 4, value: '0000a001' }], mobility: road(650, -50, -10), bearers: [data] },
  { id: 'tram', associateId: [{ type: 3, value: '10.45.0.1' }], mobility: road(100, 500, 190), bearers: [data] },
];

const anyway = { reportAmount: 0, reportInterval: 5120 };
const REPORTS = [
  { id: 'better', rat: 'EUTRA' as const, trigger: 'A3' as const, offset: 3, timeToTrigger: 160, startsHandover: true },
  { id: 'now-and-then', rat: 'EUTRA' as const, trigger: 'PERIODICAL' as const, ...anyway },
  { id: 'other', rat: 'EUTRA' as const, trigger: 'B1' as const, threshold1: -120, ...anyway },
  { id: 'better-nr', rat: 'NR' as const, trigger: 'A3' as const, offset: 3, timeToTrigger: 160, startsHandover: true },
  { id: 'now-and-then-nr', rat: 'NR' as const, trigger: 'PERIODICAL' as const, ...anyway },
];

/** Time stands still in it. */
export async function buildTown(radio: Radio): Promise<void> {
  await radio.stopTime();
  await radio.configure({ seed: 4, reportConfigs: REPORTS });
  for (const baseStation of BASE_STATIONS) await radio.addBaseStation(baseStation);
  await radio.addCells(CELLS);
}

/** Everybody sets out, and a call is made on the way. */
export async function driveThroughTown(radio: Radio): Promise<void> {
  for (const ue of UES) await radio.addUe(ue);
  await radio.passTime(5000);
  await radio.addBearer('van', { erabId: 6, qci: 1 });
  await radio.passTime(5000);
  await radio.replaceBearer('van', { erabId: 6, qci: 2 });
  await radio.passTime(25_000);
  await radio.removeBearer('van', 6);
  await radio.removeBearer('car', 5);
}
