import { isDeepStrictEqual } from 'node:util';
import { conflict, impossible, notFound, refuseFaults } from '../../../common/problem/index.js';
import { bearerFaults } from '../bearer/bearer-faults.js';
import { type ShippedTracks, wayOf } from '../mobility/way-of.js';
import type { BaseStation, Bearer, Cell, Ue } from '../types.js';
import { checkBaseStation } from './base-station-check.js';
import { checkCell } from './cell-check.js';
import { cellEntry, type CellEntry, type CellState, initialCellState } from './cell-entry.js';
import type { Emulation } from './emulation.js';
import { identifiersOf, refuseTaken } from './identifiers.js';
import type { NetworkState } from './network-state.js';
import { checkUe } from './ue-check.js';
import { initialUeState, ueEntry, type UeEntry, whereItBegins } from './ue-entry.js';

/** What the platform's addresses of base stations begin with, those of 10.254.0.0/16. */
const OWN_ADDRESSES = '10.254.';

/** Base stations, cells, UEs and bearers that are put into the network and removed from it. */
export class Inventory {
  constructor(
    private readonly network: NetworkState,
    private readonly emulation: Emulation,
    private readonly tracks: ShippedTracks,
  ) {}

  putBaseStation(given: BaseStation): void {
    checkBaseStation(given);
    const { baseStations } = this.network;
    refuseTaken(identifiersOf.baseStation, given, baseStations.values());
    const before = baseStations.get(given.id);
    const cells = this.cellsOf(given.id);
    if (before && cells.length && !isSameNode(before, given)) throw conflict(`The base station ${given.id} has cells, so its type, PLMN and nodeId stay.`);
    const baseStation = { ...structuredClone(given), transportAddress: given.transportAddress ?? this.ownAddress(before) };
    baseStations.set(given.id, baseStation);
    for (const { cell, state } of cells) this.setCell(cell, state);
  }

  removeBaseStation(id: string): void {
    if (!this.network.baseStations.has(id)) throw notFound(`There is no base station ${id}.`);
    for (const { cell } of this.cellsOf(id)) this.removeCell(cell.id);
    this.network.baseStations.delete(id);
  }

  putCell(given: Cell): void {
    const { cells, baseStations } = this.network;
    const baseStation = baseStations.get(given.baseStation);
    if (!baseStation) throw impossible(`There is no base station ${given.baseStation}.`);
    checkCell(given, baseStation);
    refuseTaken(
      identifiersOf.cell,
      given,
      [...cells.values()].map(({ cell }) => cell),
    );
    this.setCell(structuredClone(given), cells.get(given.id)?.state ?? initialCellState());
  }

  removeCell(id: string): void {
    this.network.cell(id);
    for (const entry of this.network.ues.values()) {
      const handover = this.network.handoverOf(entry);
      if (handover && [handover.sourceCell, ...handover.targetCells].includes(id)) this.emulation.handovers.giveUp(handover, 'be cancelled', 'OPERATOR');
      if (entry.state.servingCell === id) this.emulation.attachment.detach(entry);
      this.emulation.attachment.dropSecondaryCell(entry, id);
      entry.state.measured.delete(id);
    }
    this.network.cells.delete(id);
    for (const { cell, neighbours, state } of [...this.network.cells.values()].filter((entry) => entry.neighbours.has(id)))
      this.setCell({ ...cell, neighbours: [...neighbours].filter((each) => each !== id) }, state);
    this.network.radioVersion += 1;
  }

  putUe(given: Ue): void {
    checkUe(given);
    const { ues, now } = this.network;
    refuseTaken(
      identifiersOf.ue,
      given,
      [...ues.values()].map(({ ue }) => ue),
    );
    const ue = structuredClone(given);
    const way = wayOf(ue.mobility, this.tracks);
    const before = ues.get(ue.id);
    const entry = ueEntry(ue, way, before?.state ?? initialUeState(ue, way, now));
    if (before) this.replace(entry, before);
    ues.set(ue.id, entry);
    if (way && entry.state.servingCell === undefined) this.emulation.arrive(entry);
    this.emulation.bearers.settle(entry);
  }

  removeUe(id: string): void {
    const entry = this.network.ue(id);
    const handover = this.network.handoverOf(entry);
    if (handover) this.emulation.handovers.giveUp(handover, 'be cancelled', 'OPERATOR');
    if (entry.state.servingCell !== undefined) this.emulation.attachment.detach(entry);
    this.network.ues.delete(id);
  }

  putBearer(ueId: string, bearer: Bearer): void {
    refuseFaults(bearerFaults(bearer, ''));
    this.changeBearers(this.network.ue(ueId), (bearers) => {
      const index = bearers.findIndex(({ erabId }) => erabId === bearer.erabId);
      return index < 0 ? [...bearers, bearer] : bearers.with(index, bearer);
    });
  }

  removeBearer(ueId: string, erabId: number): void {
    const entry = this.network.ue(ueId);
    if (!entry.state.wanted.some((bearer) => bearer.erabId === erabId)) throw notFound(`The UE ${ueId} has no bearer ${erabId}.`);
    this.changeBearers(entry, (bearers) => bearers.filter((bearer) => bearer.erabId !== erabId));
  }

  /** Both what the UE has now and what it is described with. */
  private changeBearers(entry: UeEntry, change: (bearers: Bearer[]) => Bearer[]): void {
    entry.ue = { ...entry.ue, bearers: change(entry.ue.bearers ?? []) };
    entry.state.wanted = change(entry.state.wanted);
    this.emulation.bearers.settle(entry);
  }

  /** Another mobility moves the UE to where that begins; everything else goes on. */
  private replace({ ue, way, state }: UeEntry, before: UeEntry): void {
    state.wanted = structuredClone(ue.bearers ?? []);
    if (isDeepStrictEqual(before.ue.mobility, ue.mobility)) return;
    delete state.journey;
    delete state.heading;
    Object.assign(state, { speed: 0 }, whereItBegins(way, this.network.now));
  }

  private setCell(cell: Cell, state: CellState): void {
    this.network.cells.set(cell.id, cellEntry(cell, this.network.baseStations.get(cell.baseStation)!, state));
    this.network.radioVersion += 1;
  }

  private cellsOf(baseStation: string): CellEntry[] {
    return [...this.network.cells.values()].filter(({ cell }) => cell.baseStation === baseStation);
  }

  /** The one that the platform has given it before, else the next one that no base station has. */
  private ownAddress(before: BaseStation | undefined): string {
    if (before?.transportAddress?.startsWith(OWN_ADDRESSES)) return before.transportAddress;
    const taken = new Set([...this.network.baseStations.values()].map(({ transportAddress }) => transportAddress));
    const { given } = this.network;
    for (;;) {
      given.addresses += 1;
      const address = `${OWN_ADDRESSES}${(given.addresses >> 8) & 255}.${given.addresses & 255}`;
      if (!taken.has(address)) return address;
    }
  }
}

const isSameNode = (one: BaseStation, other: BaseStation): boolean =>
  one.type === other.type && one.nodeId === other.nodeId && one.plmn.mcc === other.plmn.mcc && one.plmn.mnc === other.plmn.mnc;
