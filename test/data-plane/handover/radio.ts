import type { components } from '../../../src/generated/ran.js';
import { addressOfPlatform, addressOfUe, type Site, SITES } from './two-sites.js';

type Schemas = components['schemas'];

const PLMN = { mcc: '001', mnc: '01' };
const nodeOf = (site: Site) => `0000${SITES.indexOf(site) + 1}`;
const cellOf = (site: Site) => `cell-${site}`;
export const baseStationOf = (site: Site) => `enb-${site}`;
export const globalIdOf = (site: Site) => `enb-${PLMN.mcc}-${PLMN.mnc}-${nodeOf(site)}`;

/** A base station with one cell at each site; their UEs are told of from outside. */
export const scenario: Schemas['Scenario'] = {
  name: 'two sites',
  baseStations: SITES.map((site) => ({
    id: baseStationOf(site),
    type: 'ENB',
    plmn: PLMN,
    nodeId: nodeOf(site),
    position: { latitude: 0, longitude: 0 },
    transportAddress: addressOfPlatform(site),
    dataPlane: { ipAddress: addressOfPlatform(site), port: 2152 },
  })),
  cells: SITES.map((site) => ({ id: cellOf(site), baseStation: baseStationOf(site), ecgi: { plmn: PLMN, cellId: `${nodeOf(site)}01` }, transmitPower: 43, carrierFrequency: 1815, bandwidth: 50 })),
  ues: [],
};

const idOf = (ue: number) => `ue-${ue}`;

export const newUe = (ue: number): Schemas['Ue'] => ({ id: idOf(ue), associateId: [{ type: 1, value: addressOfUe(ue) }], mobility: { model: 'EXTERNAL' }, bearers: [{ erabId: 5, qci: 9 }] });

export const attachedAtA = (ue: number): Schemas['RadioEvent'][] => [{ kind: 'UE_STATE', state: { ue: idOf(ue), attached: true, servingCell: cellOf('a') } }];

/** @param hoStatus 1 it is being prepared, 3 the UE has attached to the cell of b */
export const handoverToB = (ue: number, hoStatus: 1 | 3): Schemas['RadioEvent'][] => [
  { kind: 'HANDOVER', handoverId: `handover-${ue}`, ue: idOf(ue), sourceCell: cellOf('a'), targetCells: [cellOf('b')], hoStatus },
];
