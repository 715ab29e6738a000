import { servingCellsMeasured } from '../measurement/measured-cells.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';

/** Makes these the secondary cells of an attached UE, and tells if they were others. */
export function reconfigureSecondaryCells(network: NetworkState, entry: UeEntry, secondaryCells: string[]): void {
  const { state } = entry;
  const before = state.secondaryCells;
  const added = secondaryCells.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !secondaryCells.includes(id));
  state.secondaryCells = secondaryCells;
  for (const id of [...added, ...removed]) state.aggregating.delete(id);
  if (!added.length && !removed.length) return;
  network.tell({
    kind: 'CARRIER_AGGREGATION',
    ue: entry.identity,
    cell: network.servingCell(entry)!.identity,
    addedCells: network.identities(added),
    removedCells: network.identities(removed),
    servingCells: servingCellsMeasured(network, entry),
  });
}
