import { forgetLongEnded, type Handover, isOver, statusOf } from '../handover/handover.js';
import type { RanChange } from '../host/ran-log.js';
import { cellEntry, initialCellState } from '../network/cell-entry.js';
import type { BearerChanged, HandoverChanged, MeasurementReport, RanEvent } from '../network/events.js';
import type { NetworkState } from '../network/network-state.js';
import { initialUeState, ueEntry } from '../network/ue-entry.js';
import type { BaseStation, Cell, Ue } from '../types.js';
import { takeOverCellState, takeOverUeState } from './take-over.js';

/** Lets a network that shows another one follow what happens there. The same event or change can come again. */
export class Mirror {
  constructor(private readonly network: NetworkState) {}

  happen(event: RanEvent): void {
    this.network.now = Math.max(this.network.now, event.time);
    switch (event.kind) {
      case 'HANDOVER':
        return this.handOver(event);
      case 'BEARER':
        return this.changeBearer(event);
      case 'TIMING_ADVANCE':
        this.network.ue(event.ue.id).state.timingAdvance = event.timingAdvance;
        return;
      case 'CARRIER_AGGREGATION': {
        const { state } = this.network.ue(event.ue.id);
        const gone = [...event.removedCells, ...event.addedCells].map(({ id }) => id);
        state.secondaryCells = [...state.secondaryCells.filter((id) => !gone.includes(id)), ...event.addedCells.map(({ id }) => id)];
        return;
      }
      case 'UE_STATE':
        return takeOverUeState(this.network, event.state);
      case 'CELL_STATE':
        return takeOverCellState(this.network, event.state);
      case 'MEASUREMENT_REPORT':
        return this.report(event);
    }
  }

  /** What the operator of the other network has changed; its clock and its scenario are not the business of the network. */
  change(change: RanChange): void {
    this.network.now = Math.max(this.network.now, change.time);
    switch (change.kind) {
      case 'BASE_STATION':
        return change.change === 'REMOVED' ? void this.network.baseStations.delete(change.baseStation.id) : this.putBaseStation(change.baseStation);
      case 'CELL':
        return change.change === 'REMOVED' ? void this.network.cells.delete(change.cell.id) : this.putCell(change.cell);
      case 'UE':
        return change.change === 'REMOVED' ? void this.network.ues.delete(change.ue.id) : this.putUe(change.ue);
      case 'CONFIGURATION':
        this.network.configuration = change.configuration;
        return;
      case 'CLOCK':
      case 'RESET':
        return;
    }
  }

  /** What is told of a UE from outside is all that is known of it; an emulated one measures more than it reports. */
  private report({ ue, servingCells, neighbours }: MeasurementReport): void {
    const entry = this.network.ue(ue.id);
    if (entry.ue.mobility.model !== 'EXTERNAL') return;
    const measured = [...servingCells.flatMap(({ serving, bestNeighbour }) => [serving, ...(bestNeighbour ? [bestNeighbour] : [])]), ...neighbours];
    entry.state.measured = new Map(measured.map(({ cell, ...quantities }) => [cell.id, quantities]));
    entry.state.measuredAt = this.network.now;
  }

  private putBaseStation(baseStation: BaseStation): void {
    this.network.baseStations.set(baseStation.id, baseStation);
    for (const { cell } of [...this.network.cells.values()]) if (cell.baseStation === baseStation.id) this.putCell(cell);
  }

  private putCell(cell: Cell): void {
    const state = this.network.cells.get(cell.id)?.state ?? initialCellState();
    this.network.cells.set(cell.id, cellEntry(cell, this.network.baseStations.get(cell.baseStation)!, state));
  }

  private putUe(ue: Ue): void {
    const state = this.network.ues.get(ue.id)?.state ?? initialUeState(ue, undefined, this.network.now);
    state.wanted = ue.bearers ?? [];
    this.network.ues.set(ue.id, ueEntry(ue, undefined, state));
  }

  private changeBearer({ ue, change, bearer }: BearerChanged): void {
    const { state } = this.network.ue(ue.id);
    const changed = <T extends { erabId: number }>(bearers: T[], to: T) => {
      const index = bearers.findIndex(({ erabId }) => erabId === to.erabId);
      if (change === 'RELEASED') return bearers.filter((_each, at) => at !== index);
      return index < 0 ? [...bearers, to] : bearers.with(index, to);
    };
    state.bearers = changed(state.bearers, bearer);
    if (state.movingBearers) state.movingBearers = state.movingBearers.filter((erabId) => erabId !== bearer.erabId);
    // One that is released because the UE detaches is wanted still.
    if (change !== 'RELEASED') state.wanted = changed(state.wanted, bearer);
  }

  private handOver({ ue, handoverId: id, hoStatus, sourceCell, targetCells, cause, failure, time }: HandoverChanged & { time: number }): void {
    const status = statusOf(hoStatus);
    const before = this.network.handovers.get(id);
    const timeline = (before?.timeline ?? []).filter((step) => step.status !== status);
    const targets = targetCells.map((cell) => cell.id);
    const handover: Handover = { id, ue: ue.id, sourceCell: sourceCell.id, targetCells: targets, status, cause, ...(failure && { failure }), timeline: [...timeline, { status, time }] };
    this.network.handovers.set(id, handover);
    const { state } = this.network.ue(ue.id);
    if (!isOver(status)) state.handover = id;
    else if (state.handover === id) delete state.handover;
    if (status === 'COMPLETED') {
      Object.assign(state, { servingCell: targets[0], secondaryCells: [] });
      if (sourceCell.baseStation !== targetCells[0]!.baseStation) state.movingBearers = state.bearers.map(({ erabId }) => erabId);
    }
    forgetLongEnded(this.network.handovers);
  }
}
