import { ueAddress } from './ue-rule.js';

const PLMN = { mcc: '001', mnc: '01' };
const position = { latitude: 0, longitude: 0 };
const CELLS_EACH = 3;

export type Side = 'source' | 'target';

const NODE = { source: '00001', target: '00002' } as const;

export const baseStationOf = (side: Side): string => `enb-001-01-${NODE[side]}`;

const cellOf = (side: Side, ue: number): string => `${side}-${ue % CELLS_EACH}`;
const ueOf = (index: number): string => `ue-${index}`;

const SIDES = ['source', 'target'] as const;

/** Two base stations with three cells each. Everything is told from outside and time stands still, so that only what is told costs anything. */
export const networkOf = (ues: number) => ({
  name: 'handovers',
  clock: { mode: 'STEPPED' },
  baseStations: SIDES.map((side) => ({ id: side, type: 'ENB', plmn: PLMN, nodeId: NODE[side], position })),
  cells: SIDES.flatMap((side) =>
    Array.from({ length: CELLS_EACH }, (_unused, cell) => ({
      id: cellOf(side, cell),
      baseStation: side,
      ecgi: { plmn: PLMN, cellId: `${NODE[side]}0${cell}` },
      transmitPower: 43,
      carrierFrequency: 1800,
      bandwidth: 100,
    })),
  ),
  ues: Array.from({ length: ues }, (_unused, ue) => ({
    id: ueOf(ue),
    associateId: [{ type: 1, value: ueAddress(ue) }],
    mobility: { model: 'EXTERNAL' },
    bearers: [{ erabId: 5, qci: 9 }],
  })),
});

/** At the source. */
export const placed = (ue: number) => ({ kind: 'UE_STATE', state: { ue: ueOf(ue), attached: true, servingCell: cellOf('source', ue) } });

export const handover = (ue: number, hoStatus: 1 | 2 | 3) => ({
  kind: 'HANDOVER',
  handoverId: `of-${ueOf(ue)}`,
  ue: ueOf(ue),
  sourceCell: cellOf('source', ue),
  targetCells: [cellOf('target', ue)],
  hoStatus,
});

export const statePath = (ue: number): string => `/ran/v1/ues/${ueOf(ue)}/state`;
