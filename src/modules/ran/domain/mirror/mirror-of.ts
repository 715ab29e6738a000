import type { components } from '../../../../generated/ran.js';
import { type Handover, statusOf } from '../handover/handover.js';
import { cellEntry, initialCellState } from '../network/cell-entry.js';
import type { EstablishedBearer } from '../network/events.js';
import { NetworkState } from '../network/network-state.js';
import { initialUeState, ueEntry } from '../network/ue-entry.js';
import { takeOverCellState, takeOverUeState } from './take-over.js';

type Schemas = components['schemas'];
export type ToldSnapshot = Schemas['Snapshot'];

/** A network that shows what another platform has told of its own. */
export function mirrorOf(snapshot: ToldSnapshot): NetworkState {
  const now = Date.parse(snapshot.clock.time!);
  const network = new NetworkState(now, snapshot.configuration);
  network.mirrored = true;
  for (const baseStation of snapshot.baseStations) network.baseStations.set(baseStation.id, baseStation);
  for (const cell of snapshot.cells) network.cells.set(cell.id, cellEntry(cell, network.baseStations.get(cell.baseStation)!, initialCellState()));
  for (const ue of snapshot.ues) network.ues.set(ue.id, ueEntry(ue, undefined, initialUeState(ue, undefined, now)));
  for (const state of snapshot.cellStates) takeOverCellState(network, state);
  for (const state of snapshot.ueStates) takeOverUeState(network, state);
  for (const { ue, bearers } of snapshot.bearers) Object.assign(network.ue(ue).state, { bearers: bearers as EstablishedBearer[], wanted: bearers });
  for (const told of snapshot.handovers) {
    network.handovers.set(told.id, handoverFrom(told));
    network.ue(told.ue).state.handover = told.id;
  }
  return network;
}

const handoverFrom = ({ id, ue, sourceCell, targetCells, hoStatus, cause, timeline }: Schemas['Handover']): Handover => ({
  id,
  ue,
  sourceCell,
  targetCells,
  status: statusOf(hoStatus),
  cause,
  timeline: timeline.map((step) => ({ status: statusOf(step.hoStatus), time: Date.parse(step.time) })),
});
