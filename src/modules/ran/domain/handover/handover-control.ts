import { OUT_OF_SYNC } from '../attachment/synchronization.js';
import { leaves, isEvent } from '../measurement/conditions.js';
import type { Reports, SentReport } from '../measurement/reports.js';
import type { CellEntry } from '../network/cell-entry.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import { guaranteedBlocks } from '../traffic/flow.js';
import type { Handover } from './handover.js';
import type { Handovers } from './handovers.js';

/** Cells that are asked for admission at once. */
const MOST_TARGETS = 3;

/** Milliseconds where the configuration says nothing. */
const DEFAULT_TIME = 50;

/** Decides for the emulated base stations: begins handovers upon reports, admits, executes or gives up. */
export class HandoverControl {
  constructor(
    private readonly network: NetworkState,
    private readonly handovers: Handovers,
    private readonly reports: Reports,
  ) {}

  /** Begins a handover to the cells that a report names, if it is meant for that. */
  considerReport(entry: UeEntry, { config, neighbours }: SentReport): void {
    if (!config.startsHandover || !neighbours.length || entry.state.handover !== undefined) return;
    this.handovers.begin(entry, { targetCells: neighbours.slice(0, MOST_TARGETS), cause: 'MEASUREMENT', reportConfig: config.id });
  }

  /** Moves the handover of a UE on, if one is under way. */
  step(entry: UeEntry): void {
    const handover = this.network.handoverOf(entry);
    if (!handover) return;
    const { handoverPreparationTime = DEFAULT_TIME, handoverExecutionTime = DEFAULT_TIME } = this.network.configuration;
    const elapsed = this.network.now - handover.timeline.at(-1)!.time;
    if (handover.status === 'IN_PREPARATION') {
      if (this.isPointless(entry, handover)) this.handovers.giveUp(handover, 'be cancelled', 'CONDITION_LOST');
      else if (elapsed >= handoverPreparationTime) this.prepare(entry, handover);
    } else if (elapsed >= handoverExecutionTime) this.execute(entry, handover);
  }

  private prepare(entry: UeEntry, handover: Handover): void {
    const target = handover.targetCells.find((id) => this.admits(this.network.cell(id), entry));
    if (target === undefined) this.handovers.giveUp(handover, 'be rejected', 'NOT_ADMITTED');
    else this.handovers.admit(handover, target);
  }

  private execute({ state }: UeEntry, handover: Handover): void {
    const sinr = state.measured.get(handover.targetCells[0]!)?.sinr ?? -Infinity;
    if (sinr >= OUT_OF_SYNC) this.handovers.complete(handover);
    else this.handovers.giveUp(handover, 'be cancelled', 'RADIO_LINK_FAILURE');
  }

  /** The guaranteed bit rates of the UE have to fit beside those of the UEs that are there (TS 36.300, 16.1.1.1, radio admission control). */
  private admits(target: CellEntry, entry: UeEntry): boolean {
    if (target.cell.admitsHandovers === false) return false;
    const present = this.network.emulatedUes().filter(({ state }) => state.servingCell === target.cell.id);
    const used = present.reduce((sum, each) => sum + guaranteedBlocks(each, target), 0);
    return used + guaranteedBlocks(entry, target) <= target.transmitter.bandwidth;
  }

  /** Whether the event that asked for it is over for all targets. */
  private isPointless(entry: UeEntry, { reportConfig, targetCells }: Handover): boolean {
    const config = (this.network.configuration.reportConfigs ?? []).find(({ id }) => id === reportConfig);
    if (!config || !isEvent(config)) return false;
    const candidates = this.reports.candidates(entry, config).filter(({ cellId }) => targetCells.includes(cellId));
    return candidates.every(({ values }) => leaves(config, values));
  }
}
