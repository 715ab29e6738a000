import type { CellEntry } from '../network/cell-entry.js';
import type { CellMeasured, ServingCellMeasured } from '../network/events.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';

/** The cells that a UE measures, the strongest first. */
export function measuredCells(network: NetworkState, { state }: UeEntry): CellMeasured[] {
  return [...network.cells.values()]
    .flatMap(({ cell: { id }, identity }) => {
      const quantities = state.measured.get(id);
      return quantities ? [{ cell: identity, ...quantities }] : [];
    })
    .sort((a, b) => b.rsrp - a.rsrp);
}

/** Its serving cells, the primary one first, each with the strongest of the others on its carrier. */
export function servingCellsMeasured(network: NetworkState, entry: UeEntry): ServingCellMeasured[] {
  const { servingCell, secondaryCells, measured } = entry.state;
  const serving = servingCell === undefined ? [] : [servingCell, ...secondaryCells];
  const others = neighboursMeasured(network, entry);
  return serving.flatMap((id) => {
    const [cell, quantities] = [network.cells.get(id), measured.get(id)];
    if (!cell || !quantities) return [];
    const bestNeighbour = others.find((other) => sameCarrier(network.cell(other.cell.id), cell));
    return [{ serving: { cell: cell.identity, ...quantities }, ...(bestNeighbour && { bestNeighbour }) }];
  });
}

/** The cells that it measures and that do not serve it, the strongest first. */
export function neighboursMeasured(network: NetworkState, entry: UeEntry): CellMeasured[] {
  const { servingCell, secondaryCells } = entry.state;
  return measuredCells(network, entry).filter(({ cell: { id } }) => id !== servingCell && !secondaryCells.includes(id));
}

export function sameCarrier({ transmitter: a }: CellEntry, { transmitter: b }: CellEntry): boolean {
  return a.rat === b.rat && a.frequency === b.frequency && a.subcarrierSpacing === b.subcarrierSpacing;
}
