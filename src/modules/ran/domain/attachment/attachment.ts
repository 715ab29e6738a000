import type { Bearers } from '../bearer/bearers.js';
import type { CellEntry } from '../network/cell-entry.js';
import type { NetworkState } from '../network/network-state.js';
import { ueStateEvent } from '../network/states.js';
import type { UeEntry } from '../network/ue-entry.js';
import { reconfigureSecondaryCells } from './secondary-cells.js';

/** Which cell serves a UE, or none. */
export class Attachment {
  constructor(
    private readonly network: NetworkState,
    private readonly bearers: Bearers,
  ) {}

  attach(entry: UeEntry, cell: CellEntry): void {
    entry.state.servingCell = cell.cell.id;
    measureNeighboursOnly(entry, cell);
    this.tellState(entry);
    this.bearers.settle(entry);
  }

  /** Releases its bearers first. */
  detach(entry: UeEntry): void {
    this.bearers.releaseAll(entry);
    endWithCell(entry);
    entry.state.secondaryCells = [];
    delete entry.state.servingCell;
    this.tellState(entry);
  }

  /** Makes another cell the primary one, bearers included. Secondary cells do not come along. */
  move(entry: UeEntry, target: CellEntry): void {
    const source = this.network.servingCell(entry)!;
    endWithCell(entry);
    entry.state.servingCell = target.cell.id;
    measureNeighboursOnly(entry, target);
    reconfigureSecondaryCells(this.network, entry, []);
    this.bearers.moveTunnels(entry, source, target);
  }

  dropSecondaryCell(entry: UeEntry, cellId: string): void {
    const { secondaryCells } = entry.state;
    if (secondaryCells.includes(cellId))
      reconfigureSecondaryCells(
        this.network,
        entry,
        secondaryCells.filter((id) => id !== cellId),
      );
  }

  tellState(entry: UeEntry): void {
    this.network.tell(ueStateEvent(this.network, entry));
  }
}

/** What belongs to a primary cell ends with it (TS 36.331, 5.5.6.1, for the reports). */
function endWithCell({ state }: UeEntry): void {
  delete state.outOfSyncSince;
  delete state.timingAdvance;
  delete state.timingAdvanceSteps;
  state.aggregating.clear();
  state.reporting.clear();
}

/** What an emulated UE has found before is of no use to its new cell, but for the neighbours; what is told stays. */
function measureNeighboursOnly({ way, state: { measured } }: UeEntry, { cell, neighbours }: CellEntry): void {
  if (!way) return;
  for (const id of measured.keys()) if (id !== cell.id && !neighbours.has(id)) measured.delete(id);
}
