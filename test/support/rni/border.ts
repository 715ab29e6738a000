import type { Radio } from './radio.js';

// Two base stations a kilometre apart, and two UEs at the western one: an idle one near it, and a busy one that drives to the other.

type Rat = 'EUTRA' | 'NR';

const plmn = { mcc: '001', mnc: '01' };
/** Degrees that are a metre there, on the equator. */
const METRE = 1 / 111_319.490_79;
const at = (east: number) => ({ latitude: 0, longitude: east * METRE });

const SITES = [
  { id: 'west', number: 1, east: 0, other: 'east' },
  { id: 'east', number: 2, east: 1000, other: 'west' },
];

const digits = (number: number, length: number) => number.toString(16).padStart(length, '0');
const ecgi = (number: number) => ({ plmn, cellId: `${digits(number, 5)}01` });
const nrcgi = (number: number) => ({ plmn, nrCellId: `${digits(number, 6)}001` });
const identity = (rat: Rat, number: number) => (rat === 'EUTRA' ? { ecgi: ecgi(number) } : { nrcgi: nrcgi(number) });

export const WEST = (rat: Rat) => identity(rat, 1);
export const EAST = (rat: Rat) => identity(rat, 2);
export const EAST_STATION = { EUTRA: 'enb-001-01-00002', NR: 'gnb-001-01-000002' };

export const BUSY = [{ type: 1 as const, value: '10.45.0.21' }];
export const BEARER = { erabId: 5, qci: 9, offeredDl: 30_000_000, offeredUl: 3_000_000 };

const CARRIERS = { EUTRA: { carrierFrequency: 1800, bandwidth: 100 }, NR: { carrierFrequency: 3500, bandwidth: 106, subcarrierSpacing: 30 as const } };

/** No handover happens by itself. The busy UE drives to a place where the eastern cell is 5 dB louder, in 5 s, and stays there. */
export async function buildBorder(radio: Radio, rat: Rat): Promise<void> {
  await radio.stopTime();
  await radio.configure({ seed: 7, shadowing: false, reportConfigs: [] });
  for (const { id, number, east } of SITES) await radio.addBaseStation({ id, type: rat === 'EUTRA' ? 'ENB' : 'GNB', plmn, nodeId: digits(number, rat === 'EUTRA' ? 5 : 6), position: at(east) });
  await radio.addCells(SITES.map(({ id, number, other }) => ({ id: `${id}-1`, baseStation: id, ...identity(rat, number), transmitPower: 43, ...CARRIERS[rat], neighbours: [`${other}-1`] })));
  await radio.addUe({ id: 'idle', associateId: [{ type: 1, value: '10.45.0.20' }], mobility: { model: 'NONE', position: at(50) } });
  await radio.addUe({ id: 'busy', associateId: BUSY, mobility: { model: 'STRAIGHT_ROAD', from: at(450), to: at(580), speed: 25 }, bearers: [BEARER] });
}
