import { sameCarrier } from '../measurement/measured-cells.js';
import type { CellEntry } from '../network/cell-entry.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import { reconfigureSecondaryCells } from './secondary-cells.js';

/** RSRP in dBm above which a cell is added and below which it is removed, and for how many milliseconds. */
const ADD_ABOVE = -100;
const REMOVE_BELOW = -106;
const TIME_TO_TRIGGER = 320;

/** Secondary cells of a UE (TS 36.331, 6.4, maxSCell-r10). */
const MOST_SECONDARY_CELLS = 4;

/** UEs with bearers get secondary cells: other carriers of their base station that they receive well (TS 36.300, 5.5 and 7.5). */
export class CarrierAggregation {
  constructor(private readonly network: NetworkState) {}

  step(entry: UeEntry): void {
    const serving = this.network.servingCell(entry);
    if (!serving) return;
    const { state } = entry;
    const removed = state.secondaryCells.filter((id) => this.hasHeld(entry, id, !this.isUsable(entry, serving, id, REMOVE_BELOW)));
    const kept = state.secondaryCells.filter((id) => !removed.includes(id));
    const added = this.candidates(entry, serving, kept).slice(0, MOST_SECONDARY_CELLS - kept.length);
    reconfigureSecondaryCells(this.network, entry, [...kept, ...added]);
  }

  private candidates(entry: UeEntry, serving: CellEntry, kept: readonly string[]): string[] {
    const found: CellEntry[] = [];
    for (const cell of this.network.cells.values()) {
      const { id, baseStation } = cell.cell;
      if (baseStation !== serving.cell.baseStation || id === serving.cell.id || entry.state.secondaryCells.includes(id)) continue;
      const isOther = [...kept.map((each) => this.network.cell(each)), ...found].every((each) => !sameCarrier(each, cell));
      if (this.hasHeld(entry, id, isOther && this.isUsable(entry, serving, id, ADD_ABOVE))) found.push(cell);
    }
    return found.map(({ cell }) => cell.id);
  }

  private isUsable({ state }: UeEntry, serving: CellEntry, id: string, power: number): boolean {
    const cell = this.network.cells.get(id);
    const measured = state.measured.get(id);
    return cell !== undefined && measured !== undefined && state.bearers.length > 0 && !sameCarrier(serving, cell) && measured.rsrp >= power;
  }

  private hasHeld({ state: { aggregating } }: UeEntry, id: string, holds: boolean): boolean {
    if (!holds) {
      aggregating.delete(id);
      return false;
    }
    const since = aggregating.get(id) ?? this.network.now;
    aggregating.set(id, since);
    return this.network.now - since >= TIME_TO_TRIGGER;
  }
}
