import type { Handover } from './handover/handover.js';
import type { CellIdentity, EstablishedBearer, RanEvent, UeIdentity } from './network/events.js';
import type { NetworkState } from './network/network-state.js';
import { cellStateOf, statesOf, ueStateOf } from './network/states.js';
import type { BaseStation, Bearer, Cell, Plmn, RanConfiguration, ScheduledEvent, ToldCellState, ToldUeState, Ue } from './types.js';

/** A UE that a cell serves, with what the queries of MEC 012 ask for. */
export interface ServedUe {
  ue: UeIdentity;
  cell: CellIdentity;
  /** Those whose tunnels end at the base station of the cell. */
  bearers: EstablishedBearer[];
  /** Whether there are others, which a mirror has not been told of yet since a handover. */
  awaitsBearers: boolean;
  state: ToldUeState;
}

/** What can be read of the radio network, as it is at the moment. Lists are in the order in which things were added. */
export class NetworkView {
  protected constructor(protected readonly network: NetworkState) {}

  /** Milliseconds since 1970 on the network's clock. */
  get now(): number {
    return this.network.now;
  }

  /** Whether there is nothing in it and nothing is planned. */
  get isEmpty(): boolean {
    const { baseStations, ues, schedule } = this.network;
    return !baseStations.size && !ues.size && !schedule.length;
  }

  /** Whether it shows another platform's network, by whose clock it goes. */
  get isMirror(): boolean {
    return this.network.mirrored;
  }

  /** Milliseconds between two steps. */
  get step(): number {
    return this.network.step;
  }

  get configuration(): RanConfiguration {
    return this.network.configuration;
  }

  /** What is going to happen and what has, in order of time. */
  get schedule(): readonly ScheduledEvent[] {
    return this.network.schedule;
  }

  /** Of the base stations, each once. */
  plmns(): Plmn[] {
    const plmns = new Map([...this.network.baseStations.values()].map(({ plmn }) => [`${plmn.mcc}-${plmn.mnc}`, plmn]));
    return [...plmns.values()];
  }

  baseStations(): BaseStation[] {
    return [...this.network.baseStations.values()];
  }

  /** That of a cell. */
  baseStationOf({ baseStation }: CellIdentity): BaseStation {
    return this.network.baseStations.get(baseStation)!;
  }

  /** With the attributes that they were put with; `cellState` tells what changes by itself. */
  cells(): Cell[] {
    return [...this.network.cells.values()].map(({ cell }) => cell);
  }

  /** With the attributes that they were put with; `ueState` tells what changes by itself. */
  ues(): Ue[] {
    return [...this.network.ues.values()].map(({ ue }) => ue);
  }

  /** @throws Problem 404 */
  cellIdentity(cellId: string): CellIdentity {
    return this.network.cell(cellId).identity;
  }

  /** Of those of the cells that there are. */
  cellIdentities(cellIds: readonly string[]): CellIdentity[] {
    return this.network.identities(cellIds);
  }

  /** Of all UEs, attached or not. Each stays the same object until its UE is replaced. */
  ueIdentities(): UeIdentity[] {
    return [...this.network.ues.values()].map(({ identity }) => identity);
  }

  /** @throws Problem 404 */
  ueIdentity(ueId: string): UeIdentity {
    return this.network.ue(ueId).identity;
  }

  /** @throws Problem 404 */
  cellState(cellId: string): ToldCellState {
    return cellStateOf(this.network, this.network.cell(cellId));
  }

  /** @throws Problem 404 */
  ueState(ueId: string): ToldUeState {
    return ueStateOf(this.network, this.network.ue(ueId));
  }

  /** The states of all cells and UEs, as they are told once a second. */
  states(): RanEvent[] {
    return statesOf(this.network);
  }

  /** All UEs that are attached. */
  servedUes(): ServedUe[] {
    return [...this.network.ues.keys()].flatMap((id) => this.servedUe(id) ?? []);
  }

  /** Undefined while it is not attached. @throws Problem 404 */
  servedUe(ueId: string): ServedUe | undefined {
    const entry = this.network.ue(ueId);
    const cell = this.network.servingCell(entry)?.identity;
    const { bearers, movingBearers = [] } = entry.state;
    const settled = movingBearers.length ? bearers.filter(({ erabId }) => !movingBearers.includes(erabId)) : bearers;
    return cell && { ue: entry.identity, cell, bearers: settled, awaitsBearers: movingBearers.length > 0, state: ueStateOf(this.network, entry) };
  }

  /** What a UE has, with its tunnels while it is attached. @throws Problem 404 */
  bearers(ueId: string): Bearer[] {
    const { wanted, bearers } = this.network.ue(ueId).state;
    return wanted.map((bearer) => bearers.find(({ erabId }) => erabId === bearer.erabId) ?? bearer);
  }

  /** Those under way and the last thousand that have ended, the oldest first. */
  handovers(): Handover[] {
    return [...this.network.handovers.values()];
  }
}
