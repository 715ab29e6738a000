import type { NetworkState } from '../network/network-state.js';
import type { CellEntry } from '../network/cell-entry.js';
import type { UeEntry } from '../network/ue-entry.js';
import { RadioEnvironment, type Received } from '../radio/radio-environment.js';
import type { RadioQuantities } from '../radio/quantities.js';
import { Sites } from '../radio/sites.js';
import { Dice } from '../random/dice.js';
import type { Position } from '../types.js';
import { filtered, filterShare } from './layer-3-filter.js';

/** A UE finds a cell only if its signal is that strong beside the others, in dB (TS 36.133, 8.1.2.2.1; TS 38.133, 9.2.4.2). */
const LEAST_SINR = -6;

/** What UEs measure, step by step. */
export class Measurements {
  private readonly sites: Record<'bare' | 'built', Sites>;
  private cells: CellEntry[] = [];
  private environment: RadioEnvironment;
  private version = -1;
  /** A UE that has not moved receives the same. */
  private received = new WeakMap<UeEntry, { position: Position; height: number; received: Received }>();

  constructor(private readonly network: NetworkState) {
    this.sites = { bare: new Sites(undefined), built: new Sites(new Dice(`${network.seed}`)) };
    this.environment = new RadioEnvironment(this.sites.bare, []);
  }

  step(entries: readonly UeEntry[]): void {
    this.refresh();
    const loads = this.cells.map(({ state }) => state.load);
    const share = filterShare(this.network.step);
    for (const entry of entries) {
      const reception = this.environment.reception(this.receivedBy(entry), loads);
      entry.state.measuredAt = this.network.now;
      const serving = this.network.servingCell(entry);
      const targets = this.network.handoverOf(entry)?.targetCells ?? [];
      this.cells.forEach(({ cell: { id } }, index) => {
        if (isTuned(entry, id) || targets.includes(id)) filter(entry, id, reception(index), share);
        else if (!serving || serving.neighbours.has(id)) filter(entry, id, found(reception(index)), share);
        else entry.state.measured.delete(id);
      });
    }
  }

  private receivedBy(entry: UeEntry): Received {
    const { state, height } = entry;
    const position = state.position!;
    const before = this.received.get(entry);
    if (before && before.position === position && before.height === height) return before.received;
    const received = this.environment.received(position, height, before?.received);
    this.received.set(entry, { position, height, received });
    return received;
  }

  /** Takes notice of cells that have come, changed or gone, and of the configuration. */
  private refresh(): void {
    if (this.version === this.network.radioVersion) return;
    this.version = this.network.radioVersion;
    this.cells = [...this.network.cells.values()];
    this.environment = new RadioEnvironment(
      this.network.configuration.shadowing === false ? this.sites.bare : this.sites.built,
      this.cells.map(({ transmitter }) => transmitter),
    );
    this.received = new WeakMap();
  }
}

/** Cells that serve a UE it measures however weak they are, and so it does those that it may be sent to. */
function isTuned({ state: { servingCell, secondaryCells } }: UeEntry, cellId: string): boolean {
  return cellId === servingCell || secondaryCells.includes(cellId);
}

/** Other cells have to be found first: the neighbours of its primary cell, and all while it has none. */
const found = (sample: RadioQuantities): RadioQuantities | undefined => (sample.sinr >= LEAST_SINR ? sample : undefined);

/** @param sample absent: the cell is not measured */
function filter({ state: { measured } }: UeEntry, cellId: string, sample: RadioQuantities | undefined, share: number): void {
  if (sample) measured.set(cellId, filtered(measured.get(cellId) as RadioQuantities | undefined, sample, share));
  else measured.delete(cellId);
}
