import type { Cell, Radio, Ue } from '../rni/radio.js';

// A harbour and an airport that belong to others, a casino (E-UTRAN) and a stadium (NR) of the platform under test.

const PLMN = { mcc: '001', mnc: '01' };
const position = { latitude: 43.74, longitude: 7.42 };
const lte = { transmitPower: 43, carrierFrequency: 1800, bandwidth: 100 };
const nr = { transmitPower: 36, carrierFrequency: 3500, bandwidth: 106, subcarrierSpacing: 30 as const };

/** For MEC_BASE_STATIONS. */
export const OWN = 'casino,stadium';

export const ID = { harbour: 'enb-001-01-00001', casino: 'enb-001-01-00002', airport: 'enb-001-01-00003', stadium: 'gnb-001-01-000004', tower: 'gnb-001-01-000003' } as const;
export type Place = keyof typeof ID;

const ecgi = (cellId: string) => ({ ecgi: { plmn: PLMN, cellId } });
const nrcgi = (nrCellId: string) => ({ nrcgi: { plmn: PLMN, nrCellId } });
export const CELL = { harbour: ecgi('0000101'), casino: ecgi('0000201'), airport: ecgi('0000301'), stadium: nrcgi('000004101'), tower: nrcgi('000003101') } as const;

const BASE_STATIONS = [
  { id: 'harbour', type: 'ENB', nodeId: '00001', transportAddress: '192.0.2.1' },
  { id: 'casino', type: 'ENB', nodeId: '00002', transportAddress: '192.0.2.2' },
  { id: 'airport', type: 'ENB', nodeId: '00003', transportAddress: '192.0.2.3' },
  { id: 'stadium', type: 'GNB', nodeId: '000004', transportAddress: '192.0.2.4' },
  { id: 'tower', type: 'GNB', nodeId: '000003', transportAddress: '192.0.2.5' },
] as const;

const CELLS: Cell[] = BASE_STATIONS.map(({ id, type }) => ({ id, baseStation: id, ...CELL[id], ...(type === 'ENB' ? lte : nr) }));

export const CAR = { associateId: [{ type: 1 as const, value: '10.45.0.21' }], tempUeId: { mmec: '01', mtmsi: '0a1b2c3d' } };
export const VAN = { associateId: [{ type: 2 as const, value: '2001:db8:45::21' }] };

const external = { mobility: { model: 'EXTERNAL' as const } };
const bearers = [{ erabId: 5, qci: 9, offeredDl: 0, offeredUl: 0 }];
const UES: Ue[] = [{ id: 'car', ...CAR, ...external, bearers }, { id: 'van', ...VAN, ...external }];

/** The car at the harbour, the van at the tower; both with others. */
export async function buildTown(radio: Radio): Promise<void> {
  await radio.stopTime();
  for (const baseStation of BASE_STATIONS) await radio.addBaseStation({ plmn: PLMN, position, ...baseStation });
  await radio.addCells(CELLS);
  for (const ue of UES) await radio.addUe(ue);
  await radio.tell(...([['car', 'harbour'], ['van', 'tower']] as const).map(([ue, servingCell]) => ({ kind: 'UE_STATE' as const, state: { ue, attached: true, servingCell } })));
}
