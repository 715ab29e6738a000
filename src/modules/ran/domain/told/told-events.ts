import { impossible } from '../../../common/problem/index.js';
import { reconfigureSecondaryCells } from '../attachment/secondary-cells.js';
import { neighboursMeasured, servingCellsMeasured } from '../measurement/measured-cells.js';
import type { Emulation } from '../network/emulation.js';
import type { NetworkState } from '../network/network-state.js';
import { cellStateOf } from '../network/states.js';
import type { UeEntry } from '../network/ue-entry.js';
import type { RadioEvent, ToldCellState, ToldUeState } from '../types.js';
import { refuseContradiction, refuseSelfContradiction } from './contradictions.js';
import { tellHandover } from './told-handover.js';
import { references } from './references.js';

type Told<Kind extends RadioEvent['kind']> = Extract<RadioEvent, { kind: Kind }>;
type Measurements = Told<'MEASUREMENT_REPORT'>['measurements'];

/** What only happens to UEs that are not emulated. */
const ABOUT_MEASUREMENTS = new Set<RadioEvent['kind']>(['MEASUREMENT_REPORT', 'TIMING_ADVANCE', 'CARRIER_AGGREGATION', 'UE_STATE']);

/** Lets what is told from outside happen in the network. */
export class ToldEvents {
  constructor(
    private readonly network: NetworkState,
    private readonly emulation: Emulation,
  ) {}

  /** @throws Problem 422 if the network lacks what an event names, if it measures for a UE that is emulated, or contradicts itself */
  check(event: RadioEvent): void {
    const { ue, cells } = references(event);
    for (const id of cells) if (!this.network.cells.has(id)) throw impossible(`There is no cell ${id}.`);
    refuseSelfContradiction(event);
    if (ue === undefined) return;
    const entry = this.network.ues.get(ue);
    if (!entry) throw impossible(`There is no UE ${ue}.`);
    if (entry.way && ABOUT_MEASUREMENTS.has(event.kind)) throw impossible(`The UE ${ue} is emulated, so nothing of kind ${event.kind} can be told of it.`);
  }

  /** After `check`, when it is the turn of the event. @throws Problem 422 if it contradicts the network as it is by now */
  checkTurn(event: RadioEvent): void {
    refuseContradiction(this.network, event);
  }

  /** After `checkTurn`. */
  apply(event: RadioEvent): void {
    switch (event.kind) {
      case 'MEASUREMENT_REPORT':
        return this.report(event);
      case 'HANDOVER':
        return tellHandover(this.network, this.emulation, event);
      case 'BEARER':
        return this.changeBearer(event);
      case 'TIMING_ADVANCE':
        return this.measureTimingAdvance(event);
      case 'CARRIER_AGGREGATION':
        return this.reconfigure(event);
      case 'UE_STATE':
        return this.changeUe(event.state);
      case 'CELL_STATE':
        return this.changeCell(event.state);
    }
  }

  private report({ ue, servingCell, trigger, measurements }: Told<'MEASUREMENT_REPORT'>): void {
    const entry = this.serve(ue, servingCell);
    const { network } = this;
    this.setMeasured(entry, measurements);
    const height = entry.state.position && Math.round((entry.state.position.altitude ?? 0) + entry.height);
    network.tell({
      kind: 'MEASUREMENT_REPORT',
      ue: entry.identity,
      cell: network.cell(servingCell).identity,
      trigger,
      servingCells: servingCellsMeasured(network, entry),
      neighbours: neighboursMeasured(network, entry),
      ...(height !== undefined && { height }),
    });
  }

  private changeBearer({ ue, change, bearer }: Told<'BEARER'>): void {
    const { state } = this.network.ue(ue);
    const others = state.wanted.filter(({ erabId }) => erabId !== bearer.erabId);
    state.wanted = change === 'RELEASED' ? others : [...others, bearer];
    this.emulation.bearers.settle(this.network.ue(ue));
  }

  private measureTimingAdvance({ ue, cell, timingAdvance }: Told<'TIMING_ADVANCE'>): void {
    const entry = this.serve(ue, cell);
    entry.state.timingAdvance = timingAdvance;
    this.network.tell({ kind: 'TIMING_ADVANCE', ue: entry.identity, cell: this.network.cell(cell).identity, timingAdvance });
  }

  private reconfigure({ ue, primaryCell, addedCells = [], removedCells = [], measurements = [] }: Told<'CARRIER_AGGREGATION'>): void {
    const entry = this.serve(ue, primaryCell);
    if (measurements.length) this.setMeasured(entry, measurements);
    const kept = entry.state.secondaryCells.filter((id) => !removedCells.includes(id) && !addedCells.includes(id));
    reconfigureSecondaryCells(this.network, entry, [...kept, ...addedCells]);
  }

  private changeUe(told: ToldUeState): void {
    const entry = this.network.ue(told.ue);
    const { state } = entry;
    for (const attribute of ['position', 'speed', 'heading', 'timingAdvance', 'prbUsage'] as const)
      if (told[attribute] !== undefined) Object.assign(state, { [attribute]: told[attribute] });
    if (told.measurements) this.setMeasured(entry, told.measurements);
    if (told.layer2) state.told = { ...state.told, ...told.layer2 };
    if (told.attached === false) {
      if (state.servingCell !== undefined) this.emulation.attachment.detach(entry);
      else this.emulation.attachment.tellState(entry);
      return;
    }
    if (told.servingCell !== undefined) this.serve(told.ue, told.servingCell);
    if (told.secondaryCells && state.servingCell !== undefined) reconfigureSecondaryCells(this.network, entry, told.secondaryCells);
    this.emulation.attachment.tellState(entry);
  }

  private changeCell(told: ToldCellState): void {
    const entry = this.network.cell(told.cell);
    entry.state.told = { ...entry.state.told, ...told.layer2 };
    for (const ue of told.ues ?? []) if (!this.network.ue(ue).way) this.serve(ue, told.cell);
    this.network.tell({ kind: 'CELL_STATE', cell: entry.identity, state: cellStateOf(this.network, entry) });
  }

  /** Lets a cell be the primary one of a UE, if it is not yet. */
  private serve(ue: string, cellId: string): UeEntry {
    const entry = this.network.ue(ue);
    const cell = this.network.cell(cellId);
    if (entry.state.servingCell === undefined) this.emulation.attachment.attach(entry, cell);
    else if (entry.state.servingCell !== cellId) this.emulation.attachment.move(entry, cell);
    return entry;
  }

  private setMeasured({ state }: UeEntry, measurements: Measurements): void {
    state.measured = new Map(measurements.map(({ cell, ...quantities }) => [cell, quantities]));
    state.measuredAt = this.network.now;
  }
}
