import { measuredCells } from '../measurement/measured-cells.js';
import type { CellLayer2, ToldCellState, ToldUeState, UeLayer2 } from '../types.js';
import type { CellEntry } from './cell-entry.js';
import type { CellStateChanged, RanEvent, UeStateChanged } from './events.js';
import type { NetworkState } from './network-state.js';
import type { UeEntry } from './ue-entry.js';

/** Layer 2 measurements: what was told counts more than what was set by hand, and that more than what is emulated. */
const cellLayer2Of = ({ cell, state }: CellEntry): CellLayer2 => ({ ...state.layer2, ...cell.layer2, ...state.told });

const ueLayer2Of = ({ ue, state }: UeEntry): UeLayer2 => ({ ...state.layer2, ...ue.layer2, ...state.told });

export function cellStateOf(network: NetworkState, entry: CellEntry): ToldCellState {
  const { id } = entry.cell;
  const ues = [...network.ues.values()].filter(({ state }) => state.servingCell === id).map(({ ue }) => ue.id);
  return { cell: id, ues, layer2: cellLayer2Of(entry) };
}

export function ueStateOf(network: NetworkState, entry: UeEntry): ToldUeState {
  const { position, speed, heading, servingCell, secondaryCells, measuredAt, timingAdvance, prbUsage } = entry.state;
  const measurements = measuredCells(network, entry).map(({ cell, ...quantities }) => ({ cell: cell.id, ...quantities }));
  return {
    ue: entry.ue.id,
    attached: servingCell !== undefined,
    ...(position && { position }),
    speed,
    ...(heading !== undefined && { heading }),
    ...(servingCell !== undefined && { servingCell }),
    secondaryCells,
    measurements,
    ...(measurements.length > 0 && { measuredAt: new Date(measuredAt).toISOString() }),
    ...(timingAdvance !== undefined && { timingAdvance }),
    prbUsage,
    layer2: ueLayer2Of(entry),
  };
}

export const cellStateEvent = (network: NetworkState, entry: CellEntry): CellStateChanged => ({ kind: 'CELL_STATE', cell: entry.identity, state: cellStateOf(network, entry) });

export function ueStateEvent(network: NetworkState, entry: UeEntry): UeStateChanged {
  const cell = network.servingCell(entry)?.identity;
  return { kind: 'UE_STATE', ue: entry.identity, ...(cell && { cell }), state: ueStateOf(network, entry) };
}

export function statesOf(network: NetworkState): RanEvent[] {
  const occurrences = [
    ...[...network.cells.values()].map((entry) => cellStateEvent(network, entry)),
    ...[...network.ues.values()].map((entry) => ueStateEvent(network, entry)),
  ];
  return occurrences.map((occurrence) => ({ ...occurrence, time: network.now }));
}
