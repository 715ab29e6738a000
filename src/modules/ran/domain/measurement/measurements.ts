import type { NetworkState } from '../network/network-state.js';
import type { CellEntry } from '../network/cell-entry.js';
import type { UeEntry } from '../network/ue-entry.js';
import { RadioEnvironment } from '../radio/radio-environment.js';
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
  private received = new WeakMap<UeEntry, { position: Position; height: number; powers: Float64Array }>();

  constructor(private readonly network: NetworkState) {
    this.sites = { bare: new Sites(undefined), built: new Sites(new Dice(`${network.seed}`)) };
    this.environment = new RadioEnvironment(this.sites.bare, []);
  }

  step(entries: readonly UeEntry[]): void {
    this.refresh();
    const loads = this.cells.map(({ state }) => state.load);
    const share = filterShare(this.network.step);
    for (const entry of entries) {
      const samples = this.environment.measured(this.powers(entry), loads);
      this.cells.forEach((cell, index) => this.filter(entry, cell, samples[index]!, share));
    }
  }

  private filter(entry: UeEntry, { cell: { id } }: CellEntry, sample: RadioQuantities, share: number): void {
    const { measured } = entry.state;
    const isMeasured = this.isTuned(entry, id) || (sample.sinr >= LEAST_SINR && this.isLookedFor(entry, id));
    if (isMeasured) measured.set(id, filtered(measured.get(id) as RadioQuantities | undefined, sample, share));
    else measured.delete(id);
  }

  /** Cells that serve the UE or that it may be sent to; it measures them however weak they are. */
  private isTuned(entry: UeEntry, cellId: string): boolean {
    const { servingCell, secondaryCells } = entry.state;
    return cellId === servingCell || secondaryCells.includes(cellId) || (this.network.handoverOf(entry)?.targetCells.includes(cellId) ?? false);
  }

  /** A UE that is attached looks for the neighbours of its primary cell, any other for all cells. */
  private isLookedFor(entry: UeEntry, cellId: string): boolean {
    const serving = this.network.servingCell(entry);
    return !serving || (serving.cell.neighbours ?? []).includes(cellId);
  }

  private powers(entry: UeEntry): Float64Array {
    const { state, height } = entry;
    const position = state.position!;
    const before = this.received.get(entry);
    if (before && before.position === position && before.height === height) return before.powers;
    const powers = this.environment.received(position, height);
    this.received.set(entry, { position, height, powers });
    return powers;
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
